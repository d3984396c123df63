import type { CoreError } from './core-client.ts';
import type { Connection } from './hooks/use-events.ts';
import type { Texts } from './texts/en.ts';

/** Why the page cannot show what is, and what to do about it. */
export interface Trouble {
  /** One or two words, for the header. */
  word: string;
  title: string;
  text: string;
}

/** What is wrong between page and core, if anything. */
export function troubleOf(
  connection: Connection,
  error: CoreError | null,
  { trouble }: Texts['common'],
): Trouble | undefined {
  if (error?.kind === 'refused') return { ...trouble.failing, text: error.message };
  if (error) return trouble[error.kind];
  return connection === 'lost' ? trouble.unreachable : undefined;
}
