import type { Config } from '../../../contract/config.ts';
import type { ImportTool } from '../../../contract/imports.ts';
import { Account, type Carried, type Lost } from './account.ts';
import type { Draft, DraftKey } from './draft.ts';
import { ImportError } from './import-error.ts';
import { mergeDraft } from './merge.ts';
import { Names } from './names.ts';
import { findTool } from './tools.ts';

/** A foreign config that was read, before its keys have names. */
export interface ReadImport {
  tool: ImportTool;
  draft: Draft;
  account: Account;
  /** The keys that the keychain is to keep, each with the name that it would like. */
  keys: { key: DraftKey & { kind: 'value' }; wanted: string }[];
}

interface ReadInto {
  tool: ImportTool | undefined;
  /** How errors name the source. */
  place: string;
  current: Config;
  env: Readonly<Record<string, string | undefined>>;
}

/** Reads a parsed foreign config against the config that it goes into. Throws {@link ImportError} for what is none. */
export function readImport(parsed: unknown, { tool: named, place, current, env }: ReadInto): ReadImport {
  const found = findTool(parsed, named);
  if (found === undefined)
    throw new ImportError(
      place,
      `this is not a config of ${named ?? 'claude-code-router, claude-code-mux, LiteLLM or cc-switch'}`,
    );
  const { tool, read, unfold } = found;
  const account = new Account();
  const names = new Names({
    providers: current.providers.map(({ id }) => id),
    clients: current.clients.map(({ id }) => id),
    models: Object.keys(current.models),
    rules: current.rules.map(({ name }) => name),
  });
  const draft = read(unfold(parsed), { account, names, env });
  const wanted = [
    ...draft.providers.flatMap(({ id, keys }) => keys.map((key) => ({ key, wanted: id }))),
    ...draft.clients.map(({ id, token }) => ({ key: token, wanted: `client/${id}` })),
  ];
  const keys = wanted.flatMap(({ key, wanted: name }) =>
    key.kind === 'value' ? [{ key, wanted: name }] : [],
  );
  return { tool, draft, account, keys };
}

/** The config after the import, and the account of it. */
export function finishImport(
  { draft, account }: ReadImport,
  into: { current: Config; raw: Readonly<Record<string, unknown>>; nameOf: (key: DraftKey) => string },
): { config: Record<string, unknown>; carried: Carried[]; lost: Lost[] } {
  const config = mergeDraft(draft, { ...into, account });
  return { config, ...account.report() };
}
