import type { Config } from '../../src-main/contract/config.ts';
import { readFieldProblems } from '../field-problems.ts';
import type { FieldProblems } from '../field-problems.ts';
import { useToast } from '../parts/toast.tsx';
import { useConfig } from './use-config.ts';
import type { ConfigEdit } from './use-config.ts';
import { useTexts } from './use-texts.ts';

interface Saving {
  /** What is told once it is in force. */
  text: string;
  onDone?: () => void;
  /** Whether a form shows what is refused; otherwise it is told. */
  hasForm?: boolean;
}

/** One part of the config, such as `rules`, and its saving with a way back. */
export function useConfigPart<Part extends keyof Config>(part: Part) {
  const { read, save } = useConfig();
  const { admin } = useTexts();
  const tell = useToast();
  const about = `config/${part}`;

  const change = (edit: (value: Config[Part]) => Config[Part], { text, onDone, hasForm }: Saving): void => {
    save.mutate(over(part, edit), {
      onSuccess: (before) => {
        tell({ about, text, undo: () => takeBack(before) });
        onDone?.();
      },
      onError: ({ message }) => !hasForm && tell({ about, text: message, tone: 'bad' }),
    });
  };
  const takeBack = (before: Config): void =>
    save.mutate(
      over(part, () => before[part]),
      {
        onSuccess: () => tell({ about, text: admin.parts.takenBack }),
        onError: ({ message }) => tell({ about, text: message, tone: 'bad' }),
      },
    );

  return {
    read,
    change,
    isPending: save.isPending,
    /** What the last saving was refused for. */
    problems: save.error ? readFieldProblems(save.error.message) : noProblems,
    /** Forgets the last refusal, as when another form is opened. */
    forget: () => save.reset(),
  };
}

const noProblems: FieldProblems = { fields: new Map(), rest: [] };

function over<Part extends keyof Config>(
  part: Part,
  edit: (value: Config[Part]) => Config[Part],
): ConfigEdit {
  return (config) => ({ ...config, [part]: edit(config[part]) });
}
