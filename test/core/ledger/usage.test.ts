import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import type { UsageRow } from '../../../src-main/contract/usage.ts';
import { localDay } from '../../../src-main/core/ledger/calendar.ts';
import { openLedger } from '../../../src-main/core/ledger/ledger.ts';
import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';
import { full, ledgerWith, openedLedger, temporaryFolder, unknown } from './ledger-with.ts';

const noon = new Date(2026, 10, 28, 12).getTime();
const dayMs = 86_400_000;

const keyOf: Record<string, (row: FinishedRequest) => string> = {
  day: ({ atMs }) => localDay(atMs),
  provider: ({ target }) => target?.split('/', 1)[0] ?? '',
  model: ({ target }) => target ?? '',
  client: ({ client }) => client ?? '',
  route: ({ route }) => route ?? '',
};

/** The same sums, folded the plain way over rows. */
function fold(rows: readonly FinishedRequest[]): Omit<UsageRow, 'key'> {
  const sum = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((one, other) => one + other, 0);
  };
  const micros = sum(rows.map(({ costMicros }) => costMicros));
  return {
    requests: rows.length,
    inputTokens: sum(rows.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(rows.map(({ outputTokens }) => outputTokens)),
    cacheReadTokens: sum(rows.map(({ cacheReadTokens }) => cacheReadTokens)),
    cacheWriteTokens: sum(rows.map(({ cacheWriteTokens }) => cacheWriteTokens)),
    thinkingTokens: sum(rows.map(({ thinkingTokens }) => thinkingTokens)),
    costUsd: micros === null ? null : micros / 1_000_000,
    unpriced: rows.filter(({ costMicros, status }) => costMicros === null && status !== null && status < 400)
      .length,
    errors: rows.filter(({ status }) => (status ?? 0) >= 400).length,
  };
}

const count = fc.option(fc.nat(1_000_000));
const row: fc.Arbitrary<FinishedRequest> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    atMs: fc.integer({ min: noon - 4 * dayMs, max: noon }),
    client: fc.option(fc.constantFrom('cursor', 'claude-code')),
    route: fc.option(fc.constantFrom('default', 'think', 'rule:a/b')),
    target: fc.option(fc.constantFrom('a/x', 'a/x/y', 'b/x')),
    status: fc.option(fc.constantFrom(200, 499, 529)),
    inputTokens: count,
    outputTokens: count,
    cacheReadTokens: count,
    cacheWriteTokens: count,
    thinkingTokens: count,
    costMicros: count,
  })
  .map((some) => ({ ...full, ...some }));

const byKey = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1);

describe('a summary', () => {
  test('says what a fold over the rows says, by any key, also after rows were replaced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const ledger = openLedger(await temporaryFolder(), { now: () => noon });
        try {
          for (const one of rows) ledger.record(one);
          const last = [...new Map(rows.map((one) => [one.id, one])).values()];
          for (const by of ['day', 'provider', 'model', 'client', 'route'] as const) {
            const groups = [...Map.groupBy(last, (one) => keyOf[by]?.(one) ?? '')];
            const expected = groups.map(([key, group]) => ({ key, ...fold(group) }));
            const summary = ledger.summary({ by });
            expect([...summary.rows].sort(byKey)).toEqual(expected.sort(byKey));
            expect(summary.total).toEqual(fold(last));
          }
        } finally {
          ledger.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of nothing is nothing known', async () => {
    const { rows, total } = (await ledgerWith()).summary({ by: 'model' });
    expect(rows).toEqual([]);
    expect(total).toEqual(fold([]));
    expect(total.costUsd).toBeNull();
  });

  test('fits the contract, with an empty key where there was none', async () => {
    const summary = (await ledgerWith(full, unknown)).summary({ by: 'provider' });
    expect(operations['usage.summary'].output.parse(summary)).toEqual(summary);
    expect(summary.rows.map(({ key }) => key)).toEqual(['', 'openrouter']);
  });

  test('adds money up without losing a micro-dollar', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => ({ id: `${index}`, costMicros: 100_001 }));
    expect((await ledgerWith(...rows)).summary({ by: 'day' }).total.costUsd).toBe(100.001);
  });

  test('of so many days has today and those before it, from midnight', async () => {
    const midnight = new Date(2026, 10, 27).getTime();
    const ledger = openedLedger(await temporaryFolder(), { now: () => noon });
    for (const [id, atMs] of [
      ['too old', midnight - 1],
      ['just in', midnight],
      ['today', noon],
    ] as const)
      ledger.record({ ...full, id, atMs });
    expect(ledger.summary({ days: 2, by: 'day' }).rows).toMatchObject([
      { key: '2026-11-27', requests: 1 },
      { key: '2026-11-28', requests: 1 },
    ]);
    expect(ledger.summary({ by: 'day' }).total.requests).toBe(3);
  });
});

test('a series has a row for each day and key, in the order of the days', async () => {
  const ledger = await ledgerWith(
    { id: '1', atMs: noon, target: 'b/x' },
    { id: '2', atMs: noon, target: 'a/x' },
    { id: '3', atMs: noon - dayMs, target: 'b/x' },
    { id: '4', atMs: noon, target: 'b/y' },
  );
  const series = ledger.series({ by: 'provider' });
  expect(operations['usage.series'].output.parse(series)).toEqual(series);
  expect(series.rows.map(({ day, key, requests }) => [day, key, requests])).toEqual([
    ['2026-11-27', 'b', 1],
    ['2026-11-28', 'a', 1],
    ['2026-11-28', 'b', 2],
  ]);
});

describe('the latency', () => {
  test('is that of the nearest rank, of answers that came whole', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, ttftMs: index + 1 }));
    const ledger = await ledgerWith(...rows, { id: 'failed', ttftMs: 1e9, status: 502 });
    const latency = ledger.latency({ by: 'provider' });
    expect(operations['usage.latency'].output.parse(latency)).toEqual(latency);
    expect(latency.rows).toEqual([
      {
        key: 'openrouter',
        requests: 100,
        ttftMs: { p50: 50, p90: 90, p99: 99 },
        totalMs: { p50: 4_000, p90: 4_000, p99: 4_000 },
      },
    ]);
  });

  test('that nobody measured is null', async () => {
    const ledger = await ledgerWith({ ttftMs: null, target: null });
    expect(ledger.latency({ by: 'model' }).rows).toMatchObject([{ key: '', ttftMs: null }]);
  });

  test('is that of the newest requests', async () => {
    const old = { id: 'old', atMs: noon - 30 * dayMs };
    const ledger = openedLedger(await temporaryFolder(), { now: () => noon });
    ledger.record({ ...full, ...old });
    ledger.record({ ...full, id: 'new', atMs: noon });
    expect(ledger.latency({ days: 7, by: 'route' }).rows).toMatchObject([{ requests: 1 }]);
  });
});
