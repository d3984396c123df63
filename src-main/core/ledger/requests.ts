import type { Database } from 'better-sqlite3';
import type { OperationInput } from '../../contract/operations.ts';
import { requestDetail, type RequestDetail, type RequestRow } from '../../contract/requests.ts';
import { localDay } from './calendar.ts';

/** A request that is over: finished, failed or left by its client. Cost in whole micro-dollars; unknown is null. */
export type FinishedRequest = Omit<RequestDetail, 'costUsd' | 'error'> & {
  costMicros: number | null;
  error: string | null;
};

/** The rows of a ledger's requests. */
export interface Requests {
  /** Writes a row; one of the same id is replaced. */
  put(request: FinishedRequest): void;
  /** Newest first. */
  list(filter: OperationInput<'requests.list'>): RequestRow[];
  get(id: string): RequestDetail | undefined;
}

/** Prepares what is asked of the rows of one database. */
export function prepareRequests(database: Database): Requests {
  const put = database.prepare<[Bound]>(putSql);
  const get = database.prepare<[string], Bound>(`SELECT ${selected(allColumns)} FROM requests WHERE id = ?`);
  const lists = new Map<string, ReturnType<typeof prepareList>>();
  const prepareList = (where: string) =>
    database.prepare<[OperationInput<'requests.list'>], StoredRow>(
      `SELECT ${selected(rowColumns)} FROM requests ${where} ORDER BY at_ms DESC, sequence DESC LIMIT @limit`,
    );

  return {
    put(request) {
      put.run(bound(request));
    },
    list(filter) {
      const where = whereOf(filter);
      const statement = lists.get(where) ?? prepareList(where);
      lists.set(where, statement);
      return statement.all(filter).map(shown);
    },
    get(id) {
      const stored = get.get(id);
      return stored && detailOf(stored);
    },
  };
}

/** What everybody sees of a request; the rest is told to those who ask for it by its id. */
export function rowOf(request: FinishedRequest): RequestRow {
  const {
    sessionId: _sessionId,
    cacheWrite1hTokens: _cacheWrite1hTokens,
    thinkingTokens: _thinkingTokens,
    price: _price,
    facts: _facts,
    attemptLog: _attemptLog,
    ...row
  } = request;
  return shown(row);
}

type StoredRow = Omit<RequestRow, 'costUsd' | 'error'> & Pick<FinishedRequest, 'costMicros' | 'error'>;
/** A request as SQLite takes it. */
type Bound = Omit<FinishedRequest, 'price' | 'facts' | 'attemptLog'> & {
  day: string;
  price: string | null;
  facts: string | null;
  attemptLog: string;
};

const rowColumns: Readonly<Record<keyof StoredRow, string>> = {
  id: 'id',
  atMs: 'at_ms',
  client: 'client',
  protocol: 'protocol',
  requestedModel: 'requested_model',
  route: 'route',
  reason: 'reason',
  target: 'target',
  status: 'status',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  cacheReadTokens: 'cache_read_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  costMicros: 'cost_micros',
  ttftMs: 'ttft_ms',
  totalMs: 'total_ms',
  attempts: 'attempts',
  error: 'error',
};
const allColumns: Readonly<Record<keyof Bound, string>> = {
  ...rowColumns,
  day: 'day',
  sessionId: 'session_id',
  cacheWrite1hTokens: 'cache_write_1h_tokens',
  thinkingTokens: 'thinking_tokens',
  price: 'price',
  facts: 'facts',
  attemptLog: 'attempt_log',
};

const putSql = `INSERT INTO requests (${Object.values(allColumns).join(', ')})
  VALUES (${Object.keys(allColumns)
    .map((field) => `@${field}`)
    .join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${Object.values(allColumns)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

function selected(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([field, column]) => `${column} AS ${field}`)
    .join(', ');
}

/** What no index finds is looked for in so many of the newest rows, so that a search never holds up a stream. */
const searched = 20_000;
const isSearched = `at_ms >= ifnull((SELECT at_ms FROM requests ORDER BY at_ms DESC LIMIT 1 OFFSET ${searched}), 0)`;
const searchedText = ['requested_model', 'target', 'reason', 'error']
  .map((column) => `ifnull(${column}, '')`)
  .join(" || ' ' || ");

const conditions = [
  ['beforeId', '(at_ms, sequence) < (SELECT at_ms, sequence FROM requests WHERE id = @beforeId)'],
  ['provider', 'provider = @provider'],
  ['route', 'route = @route'],
  ['status', 'status = @status'],
  ['failed', `status >= 400 AND status <> 499 AND ${isSearched}`],
  ['text', `instr(lower(${searchedText}), lower(@text)) > 0 AND ${isSearched}`],
] as const;

/** One of few texts, so that each statement is prepared once; values are bound, never written in. */
function whereOf(filter: OperationInput<'requests.list'>): string {
  const given = conditions.filter(([field]) => filter[field] !== undefined).map(([, condition]) => condition);
  return given.length === 0 ? '' : `WHERE ${given.join(' AND ')}`;
}

function bound({ price, facts, attemptLog, ...request }: FinishedRequest): Bound {
  return {
    ...request,
    day: localDay(request.atMs),
    price: price && JSON.stringify(price),
    facts: facts && JSON.stringify(facts),
    attemptLog: JSON.stringify(attemptLog),
  };
}

function detailOf(stored: Bound): RequestDetail {
  const { day: _day, price, facts, attemptLog, ...rest } = stored;
  const read = (text: string | null): unknown => text && JSON.parse(text);
  return requestDetail.parse({
    ...shown(rest),
    price: read(price),
    facts: read(facts),
    attemptLog: read(attemptLog),
  });
}

function shown<Row extends Pick<FinishedRequest, 'costMicros' | 'error'>>({
  costMicros,
  error,
  ...row
}: Row): Omit<Row, 'costMicros' | 'error'> & { costUsd: number | null; error?: string } {
  return {
    ...row,
    costUsd: costMicros === null ? null : costMicros / 1_000_000,
    ...(error === null ? {} : { error }),
  };
}
