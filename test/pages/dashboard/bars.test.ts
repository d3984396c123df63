import { describe, expect, test } from 'vitest';
import { barsByKey, barsByKind, daysShown } from '../../../src-renderer/pages/dashboard/bars.ts';
import type { SeriesRow } from '../../../src-renderer/pages/dashboard/bars.ts';

const blank: SeriesRow = {
  day: '2026-11-27',
  key: 'a/x',
  requests: 1,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  thinkingTokens: null,
  costUsd: null,
  unpriced: 0,
  errors: 0,
};
const cost = (day: string, key: string, costUsd: number | null): SeriesRow => ({
  ...blank,
  day,
  key,
  costUsd,
});
const spend = ({ costUsd }: SeriesRow) => costUsd;

describe('the bars of a key each', () => {
  test('stand under the one that weighs most, a bar for each day, also for one without a request', () => {
    const rows = [cost('2026-11-26', 'a', 1), cost('2026-11-26', 'b', 3), cost('2026-11-28', 'a', 1)];
    const bars = barsByKey(rows, spend, ['2026-11-26', '2026-11-27', '2026-11-28']);
    expect(bars.series).toEqual([
      { key: 'b', total: 3 },
      { key: 'a', total: 2 },
    ]);
    expect(bars.bars).toEqual([
      { time: '2026-11-26', values: [3, 1] },
      { time: '2026-11-27', values: [0, 0] },
      { time: '2026-11-28', values: [0, 1] },
    ]);
  });

  test('are six and the others, which lose nothing', () => {
    const rows = Array.from({ length: 9 }, (_, index) => cost('2026-11-27', `m${index}`, 9 - index));
    const { series, bars } = barsByKey(rows, spend, ['2026-11-27']);
    expect(series.map(({ key }) => key)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', null]);
    expect(bars[0]?.values).toEqual([9, 8, 7, 6, 5, 4, 6]);
  });

  test('leave a key out of which nothing is known', () => {
    expect(barsByKey([cost('2026-11-27', 'a', null)], spend, ['2026-11-27']).series).toEqual([]);
  });
});

test('kinds of tokens keep their order, whatever they weigh', () => {
  const rows = [{ ...blank, inputTokens: 1, outputTokens: 5 }];
  const kinds = { input: (row: SeriesRow) => row.inputTokens, output: (row: SeriesRow) => row.outputTokens };
  expect(barsByKind(rows, kinds, ['2026-11-27'])).toEqual({
    unit: 'day',
    series: [
      { key: 'input', total: 1 },
      { key: 'output', total: 5 },
    ],
    bars: [{ time: '2026-11-27', values: [1, 5] }],
  });
});

test('more days than can be told apart become months', () => {
  const days = daysShown(undefined, '2026-11-28', [cost('2026-01-15', 'a', 1)]);
  const { unit, bars } = barsByKey([cost('2026-01-15', 'a', 1), cost('2026-01-16', 'a', 2)], spend, days);
  expect(unit).toBe('month');
  expect(bars).toHaveLength(11);
  expect(bars[0]).toEqual({ time: '2026-01', values: [3] });
});

describe('the days shown', () => {
  test('are as many as asked for, today among them', () => {
    expect(daysShown(3, '2026-03-01', [])).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  test('end with the core’s own today, where that is ahead of the page’s', () => {
    expect(daysShown(2, '2026-11-28', [cost('2026-11-29', 'a', 1)])).toEqual(['2026-11-28', '2026-11-29']);
  });
});
