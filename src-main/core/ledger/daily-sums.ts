import type { Database } from 'better-sqlite3';

/** Keeps the sums of each day in step with the rows; both sides belong into the transaction that changes the row. */
export interface DailySums {
  /** Takes a row out of its day's sums; call it before the row is replaced. Without such a row nothing happens. */
  take(id: string): void;
  /** Adds a row to its day's sums; call it after the row was written. */
  add(id: string): void;
}

/** What is added up; of each count also how often it was not known, so that a sum of nothing known is null. */
const sums = {
  requests: '1',
  errors: 'ifnull(status >= 400, 0)',
  input_tokens: 'ifnull(input_tokens, 0)',
  input_unknown: 'input_tokens IS NULL',
  output_tokens: 'ifnull(output_tokens, 0)',
  output_unknown: 'output_tokens IS NULL',
  cache_read_tokens: 'ifnull(cache_read_tokens, 0)',
  cache_read_unknown: 'cache_read_tokens IS NULL',
  cache_write_tokens: 'ifnull(cache_write_tokens, 0)',
  cache_write_unknown: 'cache_write_tokens IS NULL',
  thinking_tokens: 'ifnull(thinking_tokens, 0)',
  thinking_unknown: 'thinking_tokens IS NULL',
  cost_micros: 'ifnull(cost_micros, 0)',
  cost_unknown: 'cost_micros IS NULL',
  unpriced: 'cost_micros IS NULL AND ifnull(status < 400, 0)',
} as const;

/** Prepares the daily sums of one database. */
export function prepareDailySums(database: Database): DailySums {
  const names = Object.keys(sums);
  const change = database.prepare<[{ id: string; sign: 1 | -1 }]>(
    `INSERT INTO daily_usage (day, client, route, target, ${names.join(', ')})
      SELECT ifnull(day, local_day(at_ms)), ifnull(client, ''), ifnull(route, ''), ifnull(target, ''),
        ${Object.values(sums)
          .map((value) => `@sign * (${value})`)
          .join(', ')}
      FROM requests WHERE id = @id
      ON CONFLICT (day, client, route, target) DO UPDATE SET
        ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`,
  );
  return {
    take: (id) => void change.run({ id, sign: -1 }),
    add: (id) => void change.run({ id, sign: 1 }),
  };
}
