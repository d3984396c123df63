import { createHash } from 'node:crypto';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import { parseConfig } from '../config/parse.ts';
import { findPreset } from '../providers/presets.ts';
import { parseReference } from '../secrets/references.ts';
import { KeychainUnavailableError, type SecretStore } from '../secrets/secret-store.ts';
import { finishImport, readImport, type ReadImport } from '../setup/importers/import-config.ts';
import { parseSource } from '../setup/importers/parse-source.ts';
import { findSources, readSourceFile } from '../setup/importers/read-source.ts';
import type { ApiContext } from './context.ts';

type Context = Pick<ApiContext, 'config' | 'secrets' | 'mask' | 'machine' | 'keysChanged'>;
type Source = OperationInput<'import.preview'>;

/** The configs of other tools that are in their usual places. */
export async function findImports({
  machine,
}: Pick<Context, 'machine'>): Promise<OperationOutput<'import.find'>> {
  const found = await findSources(machine);
  return { found: found.map(({ tool, path }) => ({ tool, path })) };
}

/** Says what an import would do, and changes nothing. */
export async function previewImport(
  source: Source,
  context: Context,
): Promise<OperationOutput<'import.preview'>> {
  return (await prepare(source, context)).report;
}

/** Imports: the keys into the keychain, then the config; where one of them fails nothing has changed. */
export async function applyImport(
  { expect, ...source }: OperationInput<'import.apply'>,
  context: Context,
): Promise<OperationOutput<'import.apply'>> {
  const { report, keys } = await prepare(source, context);
  if (expect !== undefined && expect !== report.hash)
    throw new RequestError(
      'invalid-request',
      'the import would not do what the preview showed, since something has changed: look at a new preview',
      { status: 409 },
    );
  const { config, secrets, mask, keysChanged } = context;
  const kept: string[] = [];
  try {
    for (const { name, value, isKept } of keys) {
      mask.learn(value);
      if (isKept) continue;
      await secrets.set(name, value);
      kept.push(name);
    }
    await config.replace(report.config);
  } catch (error) {
    // What cannot be taken back stays without anything that refers to it.
    for (const name of kept) await secrets.remove(name).catch(() => false);
    throw error;
  }
  await keysChanged();
  return report;
}

interface NamedKey {
  name: string;
  value: string;
  /** Whether the keychain holds this very value there. */
  isKept: boolean;
}

async function prepare(
  source: Source,
  { config, secrets, machine }: Context,
): Promise<{ report: OperationOutput<'import.preview'>; keys: NamedKey[] }> {
  const { parsed, place } = await readSource(source, machine);
  const current = config.current();
  const raw = config.raw();
  const read = readImport(parsed, { tool: source.tool, place, current, env: machine.env });
  const taken = new Set(referencesIn(current));
  const keys = await nameKeys(read, taken, secrets);
  const outcome = finishImport(read, { current, raw, nameOf: (key) => keys.get(key)?.name ?? '' });
  parseConfig(JSON.stringify(outcome.config), {
    file: 'the config after the import',
    env: machine.env,
    overrides: {},
    findPreset,
  });
  const named = [...new Set(keys.values())];
  const told = { tool: read.tool, ...outcome, keys: named.map(({ name }) => ({ name })) };
  const hash = createHash('sha256').update(JSON.stringify(told)).digest('hex');
  return { report: { ...told, hash }, keys: named };
}

async function readSource(
  { tool, path, text }: Source,
  machine: Context['machine'],
): Promise<{ parsed: unknown; place: string }> {
  if (path !== undefined && text !== undefined)
    throw new RequestError('invalid-request', 'give either path or text, not both');
  if (text !== undefined) return { parsed: parseSource(text, 'the text'), place: 'the text' };
  const file = path ?? (await findOne(tool, machine));
  return { parsed: await readSourceFile(file, machine), place: file };
}

async function findOne(tool: Source['tool'], machine: Context['machine']): Promise<string> {
  const found = (await findSources(machine)).filter((place) => tool === undefined || place.tool === tool);
  const [first] = found;
  if (first === undefined)
    throw new RequestError(
      'not-found',
      `there is no config${tool === undefined ? '' : ` of ${tool}`} in the usual places: give its path`,
    );
  if (new Set(found.map((place) => place.tool)).size > 1)
    throw new RequestError('invalid-request', `there are configs of several tools: name one, or give a path`);
  return first.path;
}

function referencesIn({ providers, clients }: ReturnType<Context['config']['current']>): string[] {
  const texts = [...providers.flatMap(({ keys = [] }) => keys), ...clients.map(({ token }) => token)];
  return texts.flatMap((text) => parseReference(text)?.name ?? []);
}

/** Gives each key the name that it would like, or one beside it that is free; the same value has one name. */
async function nameKeys(
  { keys }: ReadImport,
  taken: ReadonlySet<string>,
  secrets: SecretStore,
): Promise<Map<object, NamedKey>> {
  const named = new Map<object, NamedKey>();
  const given = new Map<string, NamedKey>();
  for (const { key, wanted } of keys) {
    for (let count = 1; !named.has(key); count += 1) {
      const name = count === 1 ? wanted : `${wanted}-${count}`;
      const before = given.get(name);
      const held = before?.value ?? (await heldIn(secrets, name));
      if (held !== key.value && (held !== undefined || taken.has(name))) continue;
      const chosen = before ?? { name, value: key.value, isKept: held === key.value };
      named.set(key, chosen);
      given.set(name, chosen);
    }
  }
  return named;
}

/** Without a keychain nothing is held there; keeping a key is what then fails. */
async function heldIn(secrets: SecretStore, name: string): Promise<string | undefined> {
  try {
    return await secrets.get(name);
  } catch (error) {
    if (error instanceof KeychainUnavailableError) return undefined;
    throw error;
  }
}
