import type { WireName } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import type { Reading } from './draft.ts';
import { fieldsOf, listOf, textOf } from './values.ts';

interface KnownTransformer {
  /** What does its work here. */
  instead: string;
  /** The wire of a provider that uses it, where its address does not tell. */
  wire?: WireName;
}

const translation = 'the translation does it';
const byPreset = 'the preset or the wire does it';

/** The transformers that ship with claude-code-router 2, and what does their work here. */
const known: ReadonlyMap<string, KnownTransformer> = new Map([
  ['anthropic', { instead: 'the wire anthropic does it', wire: 'anthropic' }],
  ['openai', { instead: 'the wire openai-chat does it' }],
  ['openai-responses', { instead: 'the wire openai-responses does it', wire: 'openai-responses' }],
  ['gemini', { instead: 'the wire gemini does it', wire: 'gemini' }],
  ['vertex-gemini', { instead: 'the preset vertex does it', wire: 'gemini' }],
  ['vertex-claude', { instead: 'the preset vertex-anthropic does it', wire: 'anthropic' }],
  ['deepseek', { instead: byPreset }],
  ['openrouter', { instead: byPreset }],
  ['groq', { instead: byPreset }],
  ['cerebras', { instead: byPreset }],
  ['maxcompletiontokens', { instead: byPreset }],
  ['cleancache', { instead: translation }],
  ['reasoning', { instead: translation }],
  ['enhancetool', { instead: translation }],
  ['streamoptions', { instead: translation }],
  ['tooluse', { instead: 'tools are passed on as they are, so no mode is needed that forces them' }],
]);

/** The transformers whose work nothing here does, and why. */
const without = new Map<string, { why: string; whatToDo?: string }>([
  [
    'maxtoken',
    { why: 'the most tokens of an answer are not a setting here; presets know the limits of their models' },
  ],
  ['sampling', { why: 'temperature and the like are passed on as the client sets them' }],
  ['customparams', { why: 'fields cannot be added to requests yet' }],
  ['forcereasoning', { why: 'models are not made to think where the client does not ask for it' }],
  ['extrathinktag', { why: 'thinking inside of text stays text' }],
  ...['gemini-cli', 'qwen-cli', 'rovo-cli'].map(
    (name) =>
      [
        name,
        { why: 'it uses the login of another program', whatToDo: 'add the provider with a key' },
      ] as const,
  ),
]);

/** Says what becomes of each transformer of a provider, and tells the wire where they do. */
export function readTransformers(
  value: unknown,
  path: ConfigPath,
  id: string,
  reading: Reading,
): { wire?: WireName } {
  const { use, ...byModel } = fieldsOf(value);
  const own = listOf(use).map((entry, index) => readOne(entry, [...path, 'use', index], id, reading));
  for (const [model, fields] of Object.entries(byModel)) {
    for (const [index, entry] of listOf(fieldsOf(fields)['use']).entries())
      readOne(entry, [...path, model, 'use', index], id, reading);
  }
  const wire = own.find((found) => found?.wire !== undefined)?.wire;
  return wire === undefined ? {} : { wire };
}

/** A transformer is its name, or a list of its name and its options. */
function readOne(
  entry: unknown,
  path: ConfigPath,
  id: string,
  { account }: Reading,
): KnownTransformer | undefined {
  const [name, place] = Array.isArray(entry) ? [textOf(entry[0]), [...path, 0]] : [textOf(entry), path];
  const transformer = known.get((name ?? '').toLowerCase());
  if (transformer) {
    account.carry(place, `providers.${id}`, transformer.instead);
    if (Array.isArray(entry)) loseOptions(entry, path, { account });
    return transformer;
  }
  const lost = without.get((name ?? '').toLowerCase());
  account.lose(path, lost?.why ?? 'Signalbox does not know this transformer', lost?.whatToDo);
  return undefined;
}

function loseOptions(
  entry: readonly unknown[],
  path: ConfigPath,
  { account }: Pick<Reading, 'account'>,
): void {
  for (const index of entry.keys())
    if (index > 0) account.lose([...path, index], 'the options of a transformer have no counterpart');
}
