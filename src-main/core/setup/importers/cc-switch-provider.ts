import type { ConfigPath } from '../../config/config-error.ts';
import type { DraftProvider, Reading } from './draft.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The models that a provider of cc-switch gives to kinds of work, as targets, each with its place. */
export type Roles = Partial<
  Record<'main' | 'opus' | 'sonnet' | 'haiku' | 'subagent', { use: string; from: ConfigPath }>
>;

/** A provider that came over, and what it is for. */
export interface Found {
  provider: DraftProvider;
  roles: Roles;
}

/** Reads one provider of an app; undefined where it cannot come over, which the account then says. */
export type ReadProvider = (entry: Fields, path: ConfigPath, reading: Reading) => Found | undefined;
