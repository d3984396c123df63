import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Config } from '../../../src-main/contract/config.ts';
import { plainProblem } from '../../field-problems.ts';
import { useConfigChange } from '../../hooks/use-config-change.ts';
import { NameForm } from '../../parts/name-form.tsx';

interface RenameFormProps {
  title: string;
  action: string;
  /** What it is called now. */
  name: string;
  hintOf: (name: string) => string;
  isTaken: (name: string) => boolean;
  /** The config in which it is called otherwise. */
  edit: (config: Config, to: string) => Config;
  /** What the change is about, and what is said of it. */
  told: (to: string) => { about: string; text: string };
  onRenamed?: (to: string) => void;
  onUndone?: (to: string) => void;
  onClose: () => void;
  /** Below the name. */
  children?: ReactNode;
}

/** Another name for something of the config; it can be taken back. */
export function RenameForm({ name, edit, told, onRenamed, onUndone, onClose, ...asked }: RenameFormProps) {
  const { commit, isPending } = useConfigChange();
  const [problem, setProblem] = useState<string>();
  const rename = async (to: string): Promise<void> => {
    try {
      if (to !== name) {
        await commit((current) => edit(current, to), { ...told(to), onUndone: () => onUndone?.(to) });
        onRenamed?.(to);
      }
      onClose();
    } catch (error) {
      setProblem(plainProblem(error));
    }
  };
  return (
    <NameForm
      {...asked}
      start={name}
      isBusy={isPending}
      problem={problem}
      onTake={(to) => void rename(to)}
      onClose={onClose}
    />
  );
}
