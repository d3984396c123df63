import type { z } from 'zod';
import type { configSchema, RouteName, Rule } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import type { Account } from './account.ts';
import type { Names } from './names.ts';

/** A secret as the source gives it: the name of a variable, or the value itself. */
export type DraftKey = { kind: 'env'; name: string } | { kind: 'value'; value: string };

type ConfigInput = z.input<typeof configSchema>;
type ProviderInput = ConfigInput['providers'][number];
/** An entry of `models` as it may be written. */
export type ModelInput = NonNullable<ConfigInput['models']>[string];

/** A provider of the source in our terms; its id is free in the config that it goes into. */
export interface DraftProvider extends Omit<ProviderInput, 'id' | 'keys'> {
  id: string;
  keys: DraftKey[];
}

/** A route that the source sets, and where it does. */
interface DraftRoute {
  from: ConfigPath;
  route: RouteName;
  use: string;
  /** For `longContext`. */
  aboveTokens?: number;
}

/** A foreign config in our terms, before it meets the config that is in force. */
export interface Draft {
  providers: DraftProvider[];
  models: Map<string, ModelInput>;
  routes: DraftRoute[];
  rules: Rule[];
  clients: { id: string; token: DraftKey }[];
}

/** What a reader of a foreign config works with. */
export interface Reading {
  account: Account;
  names: Names;
  /** The environment that references of the source are looked up in. */
  env: Readonly<Record<string, string | undefined>>;
}

/** A reader: takes a parsed config of its tool apart, and says in the account what becomes of every value. */
export type ReadDraft = (source: unknown, reading: Reading) => Draft;

/** A draft that holds nothing yet. */
export function emptyDraft(): Draft {
  return { providers: [], models: new Map(), routes: [], rules: [], clients: [] };
}
