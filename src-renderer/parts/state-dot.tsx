import type { Status } from '../../src-main/contract/operations.ts';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import type { Texts } from '../texts/en.ts';
import './state-dot.css';

/** What a state means to the reader; it gives the dot its colour. */
export type Tone = 'good' | 'bad' | 'warning' | 'busy' | 'idle';

/** A state as a dot and a word: the colour alone says nothing that the word does not. */
export function StateDot({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className="state-dot" data-tone={tone}>
      {word}
    </span>
  );
}

/** The tone of a provider's state. */
export const providerTones: Record<Status['providers'][number]['state'], Tone> = {
  unknown: 'idle',
  ok: 'good',
  failing: 'warning',
  open: 'bad',
  'no-key': 'bad',
};

/** What became of a request, with its status where that says more than the word. */
export function outcomeOf(
  status: RequestRow['status'],
  { outcome }: Texts['common'],
): { tone: Tone; word: string } {
  if (status === null) return { tone: 'busy', word: outcome.running };
  if (status === 499) return { tone: 'idle', word: `499 ${outcome.left}` };
  return status < 400
    ? { tone: 'good', word: `${status} ${outcome.finished}` }
    : { tone: 'bad', word: `${status} ${outcome.failed}` };
}
