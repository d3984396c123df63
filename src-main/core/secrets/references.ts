import type { SecretStore } from './secret-store.ts';

/** Where a secret is to be found, as written in the config: `keychain:NAME` or `env:NAME`. */
export interface Reference {
  kind: 'keychain' | 'env';
  name: string;
}

/** What references are resolved against. */
export interface ReferenceSources {
  secrets: SecretStore;
  env: Readonly<Record<string, string | undefined>>;
}

/** Reads a reference; undefined for a text that is none. The name may be empty, which the config's check refuses. */
export function parseReference(text: string): Reference | undefined {
  const [, kind, name] = /^(keychain|env):(.*)$/s.exec(text) ?? [];
  if (name === undefined || (kind !== 'keychain' && kind !== 'env')) return undefined;
  return { kind, name };
}

/** Whether a text points at a secret rather than being one. */
export function isReference(text: string): boolean {
  return parseReference(text) !== undefined;
}

/**
 * The secret that a reference points at; undefined where there is none, or an empty one. A text that is no reference is
 * its own value: so a `${NAME}` that the config has already replaced works too. Throws as {@link SecretStore} does.
 */
export async function resolveReference(
  text: string,
  { secrets, env }: ReferenceSources,
): Promise<string | undefined> {
  const reference = parseReference(text);
  if (reference === undefined) return text;
  const value = reference.kind === 'env' ? env[reference.name] : await secrets.get(reference.name);
  return value === '' ? undefined : value;
}
