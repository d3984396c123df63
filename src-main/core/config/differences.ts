import { isDeepStrictEqual } from 'node:util';
import type { ConfigPath } from './config-error.ts';

/** A step from one value to another: a value to set, or to remove where it is undefined. */
export interface Difference {
  path: ConfigPath;
  value: unknown;
}

/** Whether there is something at a path to build on. */
type IsWritten = (path: ConfigPath) => boolean;

/**
 * The smallest places in which one value differs from another, to be applied in order. Members of a list are told
 * apart by their `id`, or by their value; a list is a difference as a whole where its order changed, and where it is a
 * default that is not written yet.
 */
export function differences(
  before: unknown,
  after: unknown,
  isWritten: IsWritten,
  path: ConfigPath = [],
): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && isWritten(path)) {
    return listDifferences(before, after, isWritten, path);
  }
  if (!isRecord(before) || !isRecord(after)) return [{ path, value: after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(before[key], after[key], isWritten, [...path, key]));
}

function listDifferences(
  before: readonly unknown[],
  after: readonly unknown[],
  isWritten: IsWritten,
  path: ConfigPath,
): Difference[] {
  const afterIdentities = after.map(identity);
  const kept = before.flatMap((item, index) =>
    afterIdentities.includes(identity(item)) ? [{ item, index }] : [],
  );
  const isSameOrder = kept.every(({ item }, position) => identity(item) === afterIdentities[position]);
  if (!isSameOrder) return [{ path, value: after }];

  const keptIndexes = new Set(kept.map(({ index }) => index));
  const changed = kept.flatMap(({ item, index }, position) =>
    differences(item, after[position], isWritten, [...path, index]),
  );
  const removed = before.map((_item, index) => index).filter((index) => !keptIndexes.has(index));
  const added = after.slice(kept.length);
  return [
    ...changed,
    // From the end, so that the indexes before stay true.
    ...removed.toReversed().map((index) => ({ path: [...path, index], value: undefined })),
    ...added.map((value, position) => ({ path: [...path, kept.length + position], value })),
  ];
}

function identity(item: unknown): string {
  return isRecord(item) && typeof item['id'] === 'string' ? item['id'] : JSON.stringify(item);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
