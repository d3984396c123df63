import type { LogLine, Status } from './operations.ts';
import type { RequestRow } from './requests.ts';

/** Something that a person should hear of; it is said again when it happens again, so listeners mute what they told. */
export interface Notice {
  /** What it is about: `budget`, `credits`, `ledger`, `key-refused`, `breaker-open`, `breaker-closed`. */
  kind: 'budget' | 'credits' | 'ledger' | 'key-refused' | 'breaker-open' | 'breaker-closed';
  level: 'info' | 'warn' | 'error';
  /** Which one: a provider's or client's id, a budget such as `day` or `month/openrouter`, a file. */
  subject: string;
  /** A sentence for people; never a secret. */
  message: string;
  atMs: number;
}

/** What the core pushes over `/api/events`: the status, a request's row as it changes, what a person should know, and the log. */
export type CoreEvent =
  | { kind: 'status'; status: Status }
  | { kind: 'request'; request: RequestRow }
  | { kind: 'notice'; notice: Notice }
  | { kind: 'log'; log: LogLine };
