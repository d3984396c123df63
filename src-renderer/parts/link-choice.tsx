import './link-choice.css';

interface LinkChoiceProps {
  label: string;
  items: readonly { href: string; name: string; isCurrent: boolean }[];
}

/** A choice of few that stands in the address: each is a link to the same page seen otherwise. */
export function LinkChoice({ label, items }: LinkChoiceProps) {
  return (
    <ul className="link-choice" aria-label={label}>
      {items.map(({ href, name, isCurrent }) => (
        <li key={name}>
          <a href={href} aria-current={isCurrent ? 'true' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
