import type { CoreView } from '../hooks/use-core.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { StateDot } from './state-dot.tsx';

/** Whether the core runs, in a word. */
export function CoreState({ core: { connection, trouble } }: { core: CoreView }) {
  const { common } = useTexts();
  return (
    <span role="status">
      {trouble ? (
        <StateDot tone="bad" word={trouble.word} />
      ) : connection === 'live' ? (
        <StateDot tone="good" word={common.running} />
      ) : (
        <StateDot tone="busy" word={common.connecting} />
      )}
    </span>
  );
}
