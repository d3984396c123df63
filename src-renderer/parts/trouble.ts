import type { CoreError } from '../core-client.ts';
import type { Connection } from '../hooks/use-events.ts';

/** Why the page cannot show what is, and what to do about it. */
export interface Trouble {
  /** One or two words, for the header. */
  word: string;
  title: string;
  text: string;
}

const troubles = {
  unauthorized: {
    word: 'not signed in',
    title: 'This page needs its token.',
    text: 'Open the address with its token, as Signalbox printed it at its start: it ends in /?token=…',
  },
  unreachable: {
    word: 'not reachable',
    title: 'Signalbox does not answer.',
    text: 'It may have been stopped. This page keeps trying and goes on by itself once it is back.',
  },
} satisfies Record<string, Trouble>;

/** What is wrong between page and core, if anything. */
export function troubleOf(connection: Connection, error: CoreError | null): Trouble | undefined {
  if (error?.kind === 'refused')
    return { word: 'failing', title: 'Signalbox cannot tell its state.', text: error.message };
  if (error) return troubles[error.kind];
  return connection === 'lost' ? troubles.unreachable : undefined;
}
