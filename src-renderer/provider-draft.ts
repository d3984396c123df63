import type { AnthropicFeature, ProviderConfig, Transform } from '../src-main/contract/config.ts';
import type { ProviderDefaults } from '../src-main/contract/presets.ts';
import { isSameJson } from './json-change.ts';
import { placeOf, valueAt, withValueAt } from './json-place.ts';
import { emptyLines, isNumber, lineFields, readJson, readLine } from './typed-lines.ts';
import type { LineField } from './typed-lines.ts';

/** A line of a list; `row` tells it from its neighbours while it is edited. */
export type Row<Value> = Value & { row: number };

/** A header. */
export interface Pair {
  name: string;
  value: string;
}

/** A transform as typed: the fields of every kind, so that a change of the kind loses nothing. */
export interface TypedTransform {
  kind: Transform['kind'];
  in: Extract<Transform, { kind: 'regex' }>['in'];
  pattern: string;
  flags: string;
  replace: string;
  path: string;
  /** JSON. */
  value: string;
}

/** US dollars per million tokens, as typed. */
export interface TypedPrice {
  pattern: string;
  input: string;
  output: string;
  cacheRead: string;
  cacheWrite: string;
  cacheWrite1h: string;
}
/** The kinds of tokens that have a price. */
export const priceFields = ['input', 'output', 'cacheRead', 'cacheWrite', 'cacheWrite1h'] as const;

/** A provider's entry as it is typed. An empty line stands for the default. */
export interface ProviderDraft {
  lines: Record<LineField, string>;
  keys: string[];
  /** Keys that were pasted, by their names in the keychain; they get there when the draft is saved. */
  pasted: Record<string, string>;
  /** One a line. */
  models: string;
  /** One a line. */
  dropped: string;
  dropAll: boolean;
  add: Row<Pair>[];
  force: Row<Pair>[];
  transforms: Row<TypedTransform>[];
  prices: Row<TypedPrice>[];
  verify: boolean;
  takes: Partial<Record<AnthropicFeature, boolean>>;
}

/** What an entry is before anybody typed. */
export function draftOf(entry: ProviderConfig, defaults: ProviderDefaults): ProviderDraft {
  const lines = lineFields.map((field) => {
    const value = valueAt(entry, field);
    return [field, isSameJson(value, valueAt(defaults, field)) ? '' : textOf(value)] as const;
  });
  return {
    lines: { ...emptyLines, ...Object.fromEntries(lines) },
    keys: entry.keys ?? [],
    pasted: {},
    models: (entry.models ?? []).join('\n'),
    dropped: entry.headers.drop.join('\n'),
    dropAll: entry.headers.dropAll,
    add: pairsOf(entry.headers.add),
    force: pairsOf(entry.headers.force),
    transforms: entry.transforms.map((transform, row) => ({ ...newTransform, ...typedOf(transform), row })),
    prices: Object.entries(entry.prices).map(([pattern, price], row) => ({
      ...newPrice,
      ...Object.fromEntries(Object.entries(price).map(([name, value]) => [name, textOf(value)])),
      pattern,
      row,
    })),
    verify: entry.tls.verify,
    takes: entry.takes ?? {},
  };
}

/** The whole entry that a draft stands for, defaults filled in; what cannot be read as meant stays as it was typed. */
export function entryOf(
  draft: ProviderDraft,
  base: Pick<ProviderConfig, 'id' | 'preset'>,
  defaults: ProviderDefaults,
): Record<string, unknown> {
  const whole = {
    ...base,
    ...defaults,
    headers: {
      drop: listOf(draft.dropped),
      add: recordOf(draft.add),
      force: recordOf(draft.force),
      dropAll: draft.dropAll,
    },
    transforms: draft.transforms.map(transformOf),
    prices: Object.fromEntries(draft.prices.map((price) => [price.pattern, priceOf(price)])),
    tls: { ...defaults.tls, verify: draft.verify },
    ...(draft.keys.length > 0 && { keys: draft.keys }),
    ...(listOf(draft.models).length > 0 && { models: listOf(draft.models) }),
    ...(Object.keys(draft.takes).length > 0 && { takes: draft.takes }),
  };
  return lineFields
    .filter((field) => draft.lines[field].trim() !== '')
    .reduce<Record<string, unknown>>(
      (entry, field) => withValueAt(entry, placeOf(field), readLine(field, draft.lines[field].trim())),
      whole,
    );
}

/** The number of the next row of a list. */
export function nextRow(rows: readonly { row: number }[]): number {
  return Math.max(-1, ...rows.map(({ row }) => row)) + 1;
}

/** A transform that nobody has filled in yet. */
export const newTransform: TypedTransform = {
  kind: 'regex',
  in: 'all',
  pattern: '',
  flags: 'g',
  replace: '',
  path: '',
  value: '',
};
/** A price that nobody has filled in yet. */
export const newPrice: TypedPrice = {
  pattern: '',
  input: '',
  output: '',
  cacheRead: '',
  cacheWrite: '',
  cacheWrite1h: '',
};

function typedOf(transform: Transform): Partial<TypedTransform> {
  return transform.kind === 'set' ? { ...transform, value: JSON.stringify(transform.value) } : transform;
}

function transformOf({ kind, pattern, flags, replace, path, value, ...typed }: TypedTransform): object {
  if (kind === 'regex') return { kind, in: typed.in, pattern, flags, replace };
  return kind === 'drop' ? { kind, path } : { kind, path, value: readJson(value) };
}

function priceOf(price: TypedPrice): object {
  return Object.fromEntries(
    priceFields
      .filter((name) => price[name].trim() !== '')
      .map((name) => [name, isNumber(price[name]) ? Number(price[name]) : price[name]]),
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function pairsOf(record: Readonly<Record<string, string>>): Row<Pair>[] {
  return Object.entries(record).map(([name, value], row) => ({ name, value, row }));
}

function recordOf(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value]));
}

function listOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
