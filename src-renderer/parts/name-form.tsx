import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../hooks/use-texts.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

interface NameFormProps {
  title: string;
  action: string;
  /** What the name is before anybody types. */
  start: string;
  /** Says what a name is, as it is typed. */
  hintOf: (name: string) => string;
  /** Whether something else is called so. */
  isTaken: (name: string) => boolean;
  /** Below the name. */
  children?: ReactNode;
  isBusy: boolean;
  /** Why the last attempt was refused. */
  problem: string | undefined;
  onTake: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name, and says as it is typed what it would be. */
export function NameForm({
  title,
  action,
  start,
  hintOf,
  isTaken,
  children,
  isBusy,
  problem,
  ...on
}: NameFormProps) {
  const { common } = useTexts();
  const texts = common.naming;
  const [typed, setTyped] = useState(start);
  const [own, setOwn] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const name = typed.trim();
  const take = (): void => {
    const isSecond = name !== start && isTaken(name);
    const wrong = name === '' ? texts.missing : isSecond ? texts.taken(name) : undefined;
    setOwn(wrong);
    if (wrong === undefined) on.onTake(name);
  };
  return (
    <Dialog title={title} onClose={on.onClose} firstFocus={field}>
      <form
        className="dialog-content"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <div className="dialog-body dialog-form">
          <TextField
            ref={field}
            label={texts.label}
            hint={hintOf(name)}
            value={typed}
            problem={own ?? problem}
            onChange={(event) => setTyped(event.target.value)}
          />
          {children}
        </div>
        <footer className="dialog-footer">
          <Button onClick={on.onClose}>{common.cancel}</Button>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
