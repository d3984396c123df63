import './side-nav.css';

interface SideNavProps {
  label: string;
  items: readonly { href: string; name: string }[];
  /** The href that is shown now. */
  current: string;
}

/** The sections of a page, as links. */
export function SideNav({ label, items, current }: SideNavProps) {
  return (
    <nav className="side-nav" aria-label={label}>
      <ul>
        {items.map(({ href, name }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
