import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';

interface NameFormProps {
  title: string;
  action: string;
  /** What the name is before anybody types. */
  start: string;
  config: Config;
  /** Below the name. */
  children?: ReactNode;
  isBusy: boolean;
  /** Why the last attempt was refused. */
  problem: string | undefined;
  onTake: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name or a pattern, and says which of the two it is as it is typed. */
export function NameForm({ title, action, start, config, children, isBusy, problem, ...on }: NameFormProps) {
  const { common, settingsModels: texts } = useTexts();
  const [typed, setTyped] = useState(start);
  const [own, setOwn] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const name = typed.trim();
  const take = (): void => {
    const isTaken = name !== start && Object.hasOwn(config.models, name);
    const wrong = name === '' ? texts.nameMissing : isTaken ? texts.nameTaken(name) : undefined;
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
            label={texts.name}
            hint={name.includes('*') ? texts.isPattern(name) : texts.isName}
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
