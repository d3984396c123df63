import type { ComponentProps } from 'react';
import { Icon } from './icon.tsx';
import './button.css';

type Look = 'plain' | 'primary' | 'bare' | 'danger';
type IconName = ComponentProps<typeof Icon>['name'];

interface Looks {
  look?: Look;
  icon?: IconName;
}

/** A button with a word on it; `aria-busy` while what it started is under way. */
export function Button({
  look = 'plain',
  icon,
  type = 'button',
  children,
  ...rest
}: Looks & ComponentProps<'button'>) {
  return (
    <button {...rest} type={type} className="button" data-look={look}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button, for what leads elsewhere rather than does something. */
export function ButtonLink({ look = 'plain', icon, children, ...rest }: Looks & ComponentProps<'a'>) {
  return (
    <a {...rest} className="button" data-look={look}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** A button that is a picture; the label is its name, and its hint for those who see. */
export function IconButton({
  label,
  icon,
  ...rest
}: { label: string; icon: IconName } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button {...rest} type="button" className="button" data-look="bare" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

/** A link that is a picture. */
export function IconLink({
  label,
  icon,
  ...rest
}: { label: string; icon: IconName } & Omit<ComponentProps<'a'>, 'children'>) {
  return (
    <a {...rest} className="button" data-look="bare" aria-label={label} title={label}>
      <Icon name={icon} />
    </a>
  );
}
