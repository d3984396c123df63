import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

/** A request as a flat record, its fields in the order of {@link exportColumns}; what is unknown is null. */
export type FlatRequest = Readonly<Record<string, string | number | boolean | null>>;

/** How the rows of one database are read for an export. */
export interface ExportReader {
  /** Where the rows end now: what is written later does not belong to an export that begins. */
  end(): number;
  /** The next rows in the order of their time. */
  after(place: Place, end: number): StoredRow[];
}

interface Place {
  atMs: number;
  sequence: number;
}
type StoredRow = FlatRequest & Place;

const rowsAtATime = 100;

/** What of a request makes a flat record, and where it comes from. */
const columns: Readonly<Record<string, string>> = {
  atMs: 'at_ms',
  day: 'ifnull(day, local_day(at_ms))',
  id: 'id',
  client: 'client',
  sessionId: 'session_id',
  protocol: 'protocol',
  requestedModel: 'requested_model',
  route: 'route',
  reason: 'reason',
  provider: 'provider',
  target: 'target',
  status: 'status',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  cacheReadTokens: 'cache_read_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  cacheWrite1hTokens: 'cache_write_1h_tokens',
  thinkingTokens: 'thinking_tokens',
  costMicros: 'cost_micros',
  // The nearest binary number to a decimal of six places, which is written as that decimal again.
  costUsd: 'cost_micros / 1000000.0',
  priceSource: "price ->> '$.source'",
  priceInput: "price ->> '$.input'",
  priceOutput: "price ->> '$.output'",
  priceCacheRead: "price ->> '$.cacheRead'",
  priceCacheWrite: "price ->> '$.cacheWrite'",
  priceCacheWrite1h: "price ->> '$.cacheWrite1h'",
  ttftMs: 'ttft_ms',
  totalMs: 'total_ms',
  attempts: 'attempts',
  error: 'error',
  class: "facts ->> '$.class'",
  estimatedInputTokens: "facts ->> '$.estimatedInputTokens'",
  tools: "facts ->> '$.tools'",
  messages: "facts ->> '$.messages'",
  hasImage: "facts ->> '$.hasImage'",
  webSearch: "facts ->> '$.webSearch'",
  subagent: "facts ->> '$.subagent'",
  think: "facts ->> '$.think'",
  background: "facts ->> '$.background'",
};

/** The fields of every flat record, in their order. */
export const exportColumns: readonly string[] = ['at', ...Object.keys(columns)];

/** Prepares the reading of one database. */
export function prepareExport(database: Database): ExportReader {
  const selected = Object.entries(columns).map(([field, column]) => `${column} AS ${field}`);
  const end = database.prepare<[], number>('SELECT ifnull(max(sequence), 0) FROM requests').pluck();
  const after = database.prepare<[Place & { end: number }], StoredRow>(
    `SELECT sequence, ${selected.join(', ')} FROM requests
      WHERE (at_ms, sequence) > (@atMs, @sequence) AND sequence <= @end
      ORDER BY at_ms, sequence LIMIT ${rowsAtATime}`,
  );
  return { end: () => end.get() ?? 0, after: (place, last) => after.all({ ...place, end: last }) };
}

/** All requests since a time, the oldest first, a few at a time: between them the event loop turns, and none is held in memory. */
export async function* readFlat(
  read: <Result>(work: (reader: ExportReader) => Result) => Result,
  fromMs: number,
): AsyncGenerator<FlatRequest[], void, void> {
  const end = read((reader) => reader.end());
  let place: Place = { atMs: fromMs, sequence: 0 };
  for (;;) {
    const from = place;
    const rows = read((reader) => reader.after(from, end));
    const last = rows.at(-1);
    if (last === undefined) return;
    place = { atMs: last.atMs, sequence: last.sequence };
    yield rows.map(flat);
    await setImmediate();
  }
}

function flat({ sequence: _sequence, ...row }: StoredRow): FlatRequest {
  const { atMs, hasImage = null } = row;
  return {
    at: new Date(atMs).toISOString(),
    ...row,
    hasImage: hasImage === null ? null : hasImage === 1,
  };
}
