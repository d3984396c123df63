import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, ProviderConfig } from '../../contract/config.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { ConfigError, type ConfigPath } from './config-error.ts';
import { prepareFile, readText, writeText } from './config-file.ts';
import { defaultConfig } from './default-config.ts';
import { nodeAt } from './document.ts';
import { differences } from './differences.ts';
import { editText } from './edit-text.ts';
import type { ConfigOverrides } from './overrides.ts';
import { parseConfig, readSound, readSource, type ParseContext, type ParsedConfig } from './parse.ts';
import { moveKeys } from './plaintext-keys.ts';
import { watchFile, type Watch } from './watch.ts';

export { ConfigError, type ConfigOverrides };

export interface ConfigOptions extends Omit<ParseContext, 'file'> {
  dataDir: string;
  secrets: SecretStore;
  /** Takes a line for the user: a key that was moved, a change that was refused. Never holds a secret. */
  onNotice: (line: string) => void;
  /** How changes by others are seen; false: not at all. */
  watch?: Watch | false;
}

/** The config in force and its file. */
export interface ConfigStore {
  current(): Config;
  /** The file's own values with defaults: references and `${NAME}` as written, nothing laid over. */
  raw(): Config;
  /** Sets the value at a path, or removes it for undefined; the rest of the file stays as it is, comments included. */
  edit(path: ConfigPath, value: unknown): Promise<Config>;
  /** Takes over a whole config, as {@link ConfigStore.raw} gives it; only what differs is written. */
  replace(config: Record<string, unknown>): Promise<Config>;
  /** An entry of `providers` as it would be in force, checked as if the config had it; nothing is kept. */
  readProvider(entry: Record<string, unknown>): ProviderConfig;
  /** What is wrong with the file as it is; undefined while it is the one in force. */
  lastError(): string | undefined;
  /** Calls with each config that comes into force, and waits for it before the change counts as done; answers how to stop. */
  onChange(listener: (config: Config) => unknown): () => void;
  /** Calls when what {@link ConfigStore.lastError} says has changed without a new config; answers how to stop. */
  onTrouble(listener: () => void): () => void;
  close(): void;
}

/**
 * Opens the config of a data folder, writing the default one where there is none. Throws {@link ConfigError} where the
 * folder, the file, a variable or a flag is not good; from then on a file that is not good leaves the last good one in
 * force. Keys that stand in the file move into the keychain, now and with each change.
 */
export async function openConfig(options: ConfigOptions): Promise<ConfigStore> {
  const { dataDir, secrets, onNotice, watch = watchFile, ...context } = options;
  const file = join(dataDir, 'config.json');
  const listeners = new Set<(config: Config) => unknown>();
  const troubled = new Set<() => void>();
  let turn: Promise<unknown> = Promise.resolve();
  let error: string | undefined;

  const settle = async (text: string): Promise<Settled> => {
    const parsed = parseConfig(text, { ...context, file });
    const moved = await moveKeys(text, parsed.raw, file, secrets);
    return { ...moved, ...(moved.text === text ? parsed : parseConfig(moved.text, { ...context, file })) };
  };

  const commit = async (before: string, next: Settled): Promise<Config> => {
    if (next.text !== before) await writeText(file, next.text);
    for (const line of next.notices) onNotice(line);
    good = next;
    error = undefined;
    await Promise.all([...listeners].map(async (listener) => listener(next.config)));
    return good.config;
  };

  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const running = turn.then(work);
    turn = running.catch(() => undefined);
    return running;
  };

  const change = (rewrite: (text: string) => string): Promise<Config> =>
    inTurn(async () => {
      const text = await readText(file);
      readSound(text, file);
      return commit(text, await settle(rewrite(text)).catch(withoutPlaces));
    });

  const reload = async (): Promise<void> => {
    try {
      const text = await readText(file);
      // Our own write, or nothing that matters.
      if (text === good.text && error === undefined) return;
      await commit(text, await settle(text));
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem);
      if (message === error) return;
      error = message;
      onNotice(`${message}\nThe last good config stays in force.`);
      for (const listener of troubled) listener();
    }
  };

  const isFirst = await prepareFile(file, defaultConfig);
  if (isFirst) onNotice(`wrote a first configuration to ${file}`);
  const firstText = await readText(file);
  let good = await settle(firstText);
  await commit(firstText, good);
  const stopWatching = watch === false ? () => {} : startWatching(watch, await realpath(file));

  function startWatching(start: Watch, place: string): () => void {
    try {
      return start(place, () => void inTurn(reload));
    } catch (problem) {
      onNotice(`changes to ${place} are seen only at the next start: ${String(problem)}`);
      return () => {};
    }
  }

  return {
    current: () => good.config,
    raw: () => good.raw,
    edit: (path, value) => change((text) => editText(text, path, value)),
    replace: (config) =>
      change((text) => {
        const document = readSound(text, file);
        const before = text === good.text ? good.raw : readSource(document);
        const isWritten = (path: ConfigPath) => nodeAt(document, path) !== undefined;
        return differences(before, config, isWritten).reduce(
          (edited, step) => editText(edited, step.path, step.value, step.before),
          text,
        );
      }),
    readProvider: (entry) => readProvider(entry, { ...context, file }),
    lastError: () => error,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onTrouble(listener) {
      troubled.add(listener);
      return () => void troubled.delete(listener);
    },
    close: stopWatching,
  };
}

interface Settled extends ParsedConfig {
  text: string;
  /** What to tell the user once the text is written. */
  notices: readonly string[];
}

function readProvider(entry: Record<string, unknown>, context: ParseContext): ProviderConfig {
  const config = { providers: [entry], routes: { default: `${String(entry['id'])}/any` } };
  try {
    const [provider] = parseConfig(JSON.stringify(config), { ...context, overrides: {} }).config.providers;
    if (provider === undefined) throw new Error('a config of one provider has it');
    return provider;
  } catch (error) {
    return withoutPlaces(error);
  }
}

/** Lines and columns of a text that is not in the file would mislead. */
function withoutPlaces(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  const problems = error.problems.map(({ path, message }) => ({ path, message }));
  throw new ConfigError(error.file, problems, { cause: error });
}
