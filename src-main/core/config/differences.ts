import { isDeepStrictEqual } from 'node:util';
import type { ConfigPath } from './config-error.ts';

/** A step from one value to another: a value to set, or to remove where it is undefined. */
export interface Difference {
  path: ConfigPath;
  value: unknown;
  /** The value is new, and comes before the sibling of that name or number; at the end where absent. */
  before?: string | number;
}

/** Whether there is something at a path to build on. */
type IsWritten = (path: ConfigPath) => boolean;

/** Where the order of the members means something: the first pattern that fits a model is the one that counts. */
const isOrdered = (path: ConfigPath): boolean => path.length === 1 && path[0] === 'models';

/**
 * The smallest places in which one value differs from another, to be applied in order. Members of a list are told
 * apart by their `id`, or by their value; a list is a difference as a whole where its order changed, and where it is a
 * default that is not written yet. What is new comes where it stands in the other value.
 */
export function differences(
  before: unknown,
  after: unknown,
  isWritten: IsWritten,
  path: ConfigPath = [],
): Difference[] {
  if (isDeepStrictEqual(before, after) && isSameOrder(before, after, path)) return [];
  if (Array.isArray(before) && Array.isArray(after) && isWritten(path)) {
    return listDifferences(before, after, isWritten, path);
  }
  if (!isRecord(before) || !isRecord(after)) return [{ path, value: after }];
  if (isOrdered(path) && isWritten(path)) return orderedDifferences(before, after, isWritten, path);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(before[key], after[key], isWritten, [...path, key]));
}

/** Equality of values is blind to the order of names. */
function isSameOrder(before: unknown, after: unknown, path: ConfigPath): boolean {
  if (!isRecord(before) || !isRecord(after)) return true;
  if (path.length === 0)
    return Object.keys(before).every((key) => isSameOrder(before[key], after[key], [key]));
  return !isOrdered(path) || isDeepStrictEqual(Object.keys(before), Object.keys(after));
}

function orderedDifferences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  isWritten: IsWritten,
  path: ConfigPath,
): Difference[] {
  const names = Object.keys(after);
  const kept = Object.keys(before).filter((name) => name in after);
  const staying = longestInOrder(kept, names);
  const removal = (name: string): Difference => ({ path: [...path, name], value: undefined });
  const moved = kept.filter((name) => !staying.includes(name)).map(removal);
  const placed = names
    .filter((name) => !staying.includes(name))
    .map((name): Difference => {
      const next = names.slice(names.indexOf(name) + 1).find((later) => staying.includes(later));
      return { path: [...path, name], value: after[name], ...(next !== undefined && { before: next }) };
    });
  const changed = staying.flatMap((name) =>
    differences(before[name], after[name], isWritten, [...path, name]),
  );
  const removed = Object.keys(before).filter((name) => !(name in after));
  // First what is new, since what goes may be all there is to stand beside.
  return [...moved, ...placed, ...changed, ...removed.map(removal)];
}

/** The most of the names that stand in one order on both sides: the others are those that were moved. */
function longestInOrder(names: readonly string[], all: readonly string[]): readonly string[] {
  const best: string[][] = [];
  for (const [index, name] of names.entries()) {
    const before = best.filter((run) => all.indexOf(run.at(-1) ?? '') < all.indexOf(name));
    const longest = before.reduce<string[]>((one, other) => (other.length > one.length ? other : one), []);
    best[index] = [...longest, name];
  }
  return best.reduce((one, other) => (other.length > one.length ? other : one), []);
}

function listDifferences(
  before: readonly unknown[],
  after: readonly unknown[],
  isWritten: IsWritten,
  path: ConfigPath,
): Difference[] {
  const identities = after.map(identity);
  const kept = before.flatMap((item, index) =>
    identities.includes(identity(item)) ? [{ item, index, name: identity(item) }] : [],
  );
  const names = kept.map(({ name }) => name);
  const isPlain = new Set(identities).size === identities.length && new Set(names).size === names.length;
  const keepsOrder = isPlain
    ? isSubsequence(names, identities)
    : names.every((name, position) => name === identities[position]);
  if (!keepsOrder) return [{ path, value: after }];

  const places = isPlain ? names.map((name) => identities.indexOf(name)) : names.map((_, index) => index);
  const keptIndexes = new Set(kept.map(({ index }) => index));
  const changed = kept.flatMap(({ item, index }, position) =>
    differences(item, after[places[position] ?? position], isWritten, [...path, index]),
  );
  const removed = before.map((_item, index) => index).filter((index) => !keptIndexes.has(index));
  const added = after.flatMap((value, index) => (places.includes(index) ? [] : [{ value, index }]));
  const lastPlace = places.at(-1) ?? -1;
  return [
    ...changed,
    // From the end, so that the indexes before stay true.
    ...removed.toReversed().map((index) => ({ path: [...path, index], value: undefined })),
    ...added.map(({ value, index }) => ({
      path: [...path, index],
      value,
      ...(index < lastPlace && { before: index }),
    })),
  ];
}

/** Whether the names stand in that order among all; each stands there once. */
function isSubsequence(names: readonly string[], all: readonly string[]): boolean {
  const places = names.map((name) => all.indexOf(name));
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
}

function identity(item: unknown): string {
  return isRecord(item) && typeof item['id'] === 'string' ? item['id'] : JSON.stringify(item);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
