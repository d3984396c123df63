import type { Config } from '../../contract/config.ts';
import { isReference, parseReference } from '../secrets/references.ts';
import { KeychainUnavailableError, type SecretStore } from '../secrets/secret-store.ts';
import { ConfigError, type ConfigPath } from './config-error.ts';
import { problemAt, readDocument } from './document.ts';
import { editText } from './edit-text.ts';
import { holdsVariable } from './parse.ts';

/** A secret that stands in a config file. */
interface PlaintextKey {
  path: ConfigPath;
  owner: string;
  /** What it is called in the keychain, if that is free. */
  name: string;
  value: string;
}

/** A text whose keys have moved, and what to tell the user about that. */
export interface MovedKeys {
  text: string;
  notices: readonly string[];
}

/**
 * Puts keys that stand in a config's text into the keychain and answers the text with references in their place; other
 * secrets there are never overwritten. Throws {@link ConfigError} without a keychain.
 */
export async function moveKeys(
  text: string,
  raw: Config,
  file: string,
  secrets: SecretStore,
): Promise<MovedKeys> {
  const texts = secretTexts(raw);
  const taken = new Set(texts.flatMap(({ value }) => parseReference(value)?.name ?? []));
  const notices: string[] = [];
  let moved = text;
  for (const key of texts.filter(({ value }) => !isReference(value) && !holdsVariable(value))) {
    try {
      const name = await freeName(key, taken, secrets);
      await secrets.set(name, key.value);
      taken.add(name);
      moved = editText(moved, key.path, `keychain:${name}`);
      notices.push(
        `the key of ${key.owner} stood in ${file}: it is in the keychain now, as keychain:${name}`,
      );
    } catch (error) {
      if (!(error instanceof KeychainUnavailableError)) throw error;
      const message = `a key that is written out has to leave the file, and ${error.message}`;
      throw new ConfigError(file, [problemAt(readDocument(text), key.path, message)], { cause: error });
    }
  }
  return { text: moved, notices };
}

function secretTexts({ providers, clients }: Config): PlaintextKey[] {
  return [
    ...providers.flatMap(({ id, keys = [] }, index) =>
      keys.map((value, position) => ({
        path: ['providers', index, 'keys', position],
        owner: `the provider "${id}"`,
        name: id,
        value,
      })),
    ),
    ...clients.map(({ id, token }, index) => ({
      path: ['clients', index, 'token'],
      owner: `the client "${id}"`,
      name: `client/${id}`,
      value: token,
    })),
  ];
}

/** The key's own name or the first of name-2, name-3 … that holds this very value, or nothing that anyone refers to. */
async function freeName(
  { name, value }: PlaintextKey,
  taken: ReadonlySet<string>,
  secrets: SecretStore,
): Promise<string> {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    const held = await secrets.get(candidate);
    if (held === value || (held === undefined && !taken.has(candidate))) return candidate;
  }
}
