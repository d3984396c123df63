import { describe, expect, test } from 'vitest';
import { formatCount, formatDuration } from '../../src-renderer/format.ts';

test('an unknown count is a dash and a count of nothing is 0', () => {
  expect([formatCount(null), formatCount(0)]).toEqual(['–', '0']);
});

describe('a span of time', () => {
  const second = (value: number) =>
    new Intl.NumberFormat(undefined, { minimumFractionDigits: 1 }).format(value);

  test.for<[number | null, string]>([
    [null, '–'],
    [0, '0 ms'],
    [3.4, '3 ms'],
    [999.4, '999 ms'],
    [999.5, `${second(1)} s`],
    [12_345, `${second(12.3)} s`],
    [59_949, `${second(59.9)} s`],
    [59_950, '1 min 0 s'],
    [95_000, '1 min 35 s'],
  ])('of %s ms reads %s', ([spanMs, shown]) => {
    expect(formatDuration(spanMs)).toBe(shown);
  });
});
