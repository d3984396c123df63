import { expect, test } from 'vitest';
import {
  addUp,
  allInput,
  growth,
  keyFiguresOf,
  sumsBefore,
} from '../../../src-renderer/pages/dashboard/sums.ts';
import type { Sums } from '../../../src-renderer/pages/dashboard/sums.ts';

const some: Sums = {
  requests: 4,
  inputTokens: 100,
  outputTokens: 50,
  cacheReadTokens: 300,
  cacheWriteTokens: 100,
  thinkingTokens: null,
  costUsd: 2,
  unpriced: 1,
  errors: 1,
};
const none = addUp([]);

test('the cache’s share is of all input, and output has no part in it', () => {
  expect(keyFiguresOf(some)).toEqual({
    spendUsd: 2,
    requests: 4,
    tokens: 550,
    cacheShare: 0.6,
    errorShare: 0.25,
  });
});

test('without a request nothing was spent, and shares say nothing', () => {
  expect(keyFiguresOf(none)).toEqual({
    spendUsd: 0,
    requests: 0,
    tokens: 0,
    cacheShare: null,
    errorShare: null,
  });
});

test('a cost that nobody knows stays unknown', () => {
  expect(keyFiguresOf({ ...some, costUsd: null }).spendUsd).toBeNull();
  expect(allInput({ ...some, inputTokens: null })).toBeNull();
  expect(allInput({ ...some, cacheReadTokens: null })).toBe(200);
});

test('the period before is what only the longer one holds', () => {
  const row = (key: string, costUsd: number | null) => ({ ...some, key, costUsd });
  const longer = [row('2026-11-01', 1), row('2026-11-02', null), row('2026-11-03', 5)];
  expect(sumsBefore(longer, [row('2026-11-03', 5)])).toMatchObject({ requests: 8, costUsd: 1 });
});

test('growth needs something to grow from', () => {
  expect([growth(3, 2), growth(1, 0), growth(null, 2), growth(2, null)]).toEqual([0.5, null, null, null]);
});
