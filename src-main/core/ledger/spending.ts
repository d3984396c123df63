import type { Database } from 'better-sqlite3';
import { localDay, type Span } from './calendar.ts';

/** What requests that came in a span of whole days cost, as far as their cost is known; of one provider where one is named. */
export type SpentMicros = (span: Span, provider?: string) => number;

/** Reads spending from the daily sums, which stay when rows go. */
export function createSpending(database: Database): SpentMicros {
  type Days = { from: string; before: string };
  const sum = 'SELECT ifnull(sum(cost_micros), 0) FROM daily_usage WHERE day >= @from AND day < @before';
  const ofAll = database.prepare<[Days], number>(sum).pluck();
  const ofOne = database
    .prepare<[Days & { prefix: string }], number>(`${sum} AND substr(target, 1, length(@prefix)) = @prefix`)
    .pluck();
  return (span, provider) => {
    const days = { from: localDay(span.startMs), before: localDay(span.endMs) };
    return (provider === undefined ? ofAll.get(days) : ofOne.get({ ...days, prefix: `${provider}/` })) ?? 0;
  };
}
