import type { Database } from 'better-sqlite3';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { UsageRow } from '../../contract/usage.ts';
import { localDay, startOfDays } from './calendar.ts';
import { percentilesOf } from './percentiles.ts';

/** What requests add up to, by day, provider, model, client or route; `days` counts days of the calendar, today among them. */
export interface Usage {
  /** Days in their order, all else by how many requests there were. */
  summary(input: OperationInput<'usage.summary'>): OperationOutput<'usage.summary'>;
  /** Day by day in their order; days without requests are left out. */
  series(input: OperationInput<'usage.series'>): OperationOutput<'usage.series'>;
  /** Of answers that came whole, the newest 20,000 at most: a failure is fast or slow for reasons of its own. */
  latency(input: OperationInput<'usage.latency'>): OperationOutput<'usage.latency'>;
}

const newest = 20_000;

/** What is counted under which key. */
const keys = {
  day: 'day',
  provider: "substr(target, 1, instr(target || '/', '/') - 1)",
  model: 'target',
  client: 'client',
  route: 'route',
} as const;

/** Columns of the daily sums added up, as {@link StoredSums}. */
export const summed = [
  'sum(requests) AS requests',
  known('input_tokens', 'input_unknown', 'inputTokens'),
  known('output_tokens', 'output_unknown', 'outputTokens'),
  known('cache_read_tokens', 'cache_read_unknown', 'cacheReadTokens'),
  known('cache_write_tokens', 'cache_write_unknown', 'cacheWriteTokens'),
  known('thinking_tokens', 'thinking_unknown', 'thinkingTokens'),
  known('cost_micros', 'cost_unknown', 'costMicros'),
  'sum(unpriced) AS unpriced',
  'sum(errors) AS errors',
].join(', ');

/** The sum of what is known; null where nothing is. */
function known(column: string, unknown: string, field: string): string {
  return `CASE WHEN sum(${unknown}) < sum(requests) THEN sum(${column}) END AS ${field}`;
}

/** Sums as SQLite gives them. */
export type StoredSums = Omit<UsageRow, 'costUsd' | 'key'> & { costMicros: number | null };

/** Reports over one database: sums come from the daily sums, so that they take no longer for more requests. */
export function createUsage(database: Database, now: () => number): Usage {
  const sums = <Key extends object>(days: number | undefined, columns: string, order: string) =>
    database
      .prepare<[string], StoredSums & Key>(
        `SELECT ${columns}, ${summed} FROM daily_usage WHERE day >= ?
          GROUP BY ${order} HAVING sum(requests) > 0 ORDER BY ${order}`,
      )
      .all(days === undefined ? '' : localDay(startOfDays(days, now())));

  return {
    summary({ days, by }) {
      const rows = sums<{ key: string }>(days, `${keys[by]} AS key`, 'key');
      const total = rows.reduce<StoredSums>(plus, nothing);
      if (by !== 'day') rows.sort((one, other) => other.requests - one.requests);
      return { rows: rows.map(inDollars), total: inDollars(total) };
    },
    series({ days, by }) {
      const rows = sums<{ day: string; key: string }>(days, `day, ${keys[by]} AS key`, 'day, key');
      return { rows: rows.map(inDollars) };
    },
    latency({ days, by }) {
      const rows = database
        .prepare<[number, number], Timing>(
          `SELECT ifnull(${keys[by]}, '') AS key, ttft_ms AS ttftMs, total_ms AS totalMs FROM requests
            WHERE at_ms >= ? AND status < 400 ORDER BY at_ms DESC LIMIT ?`,
        )
        .all(startOfDays(days, now()), newest);
      const groups = [...Map.groupBy(rows, ({ key }) => key)];
      return {
        rows: groups
          .map(([key, timings]) => ({
            key,
            requests: timings.length,
            ttftMs: percentilesOf(timings.flatMap(({ ttftMs }) => ttftMs ?? [])),
            totalMs: percentilesOf(timings.flatMap(({ totalMs }) => totalMs ?? [])),
          }))
          .sort((one, other) => other.requests - one.requests || (one.key < other.key ? -1 : 1)),
      };
    },
  };
}

interface Timing {
  key: string;
  ttftMs: number | null;
  totalMs: number | null;
}

/** No requests, of which nothing is known. */
export const nothing: StoredSums = {
  requests: 0,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  thinkingTokens: null,
  costMicros: null,
  unpriced: 0,
  errors: 0,
};

function plus(one: StoredSums, other: StoredSums): StoredSums {
  return {
    requests: one.requests + other.requests,
    inputTokens: plusKnown(one.inputTokens, other.inputTokens),
    outputTokens: plusKnown(one.outputTokens, other.outputTokens),
    cacheReadTokens: plusKnown(one.cacheReadTokens, other.cacheReadTokens),
    cacheWriteTokens: plusKnown(one.cacheWriteTokens, other.cacheWriteTokens),
    thinkingTokens: plusKnown(one.thinkingTokens, other.thinkingTokens),
    costMicros: plusKnown(one.costMicros, other.costMicros),
    unpriced: one.unpriced + other.unpriced,
    errors: one.errors + other.errors,
  };
}

function plusKnown(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return one + other;
}

/** Sums with their cost in US dollars. */
export function inDollars<Sums extends StoredSums>({
  costMicros,
  ...sums
}: Sums): Omit<Sums, 'costMicros'> & {
  costUsd: number | null;
} {
  return { ...sums, costUsd: costMicros === null ? null : costMicros / 1_000_000 };
}
