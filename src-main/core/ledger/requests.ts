import type { OperationInput, RequestRow } from '../../contract/operations.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open.ts';

/** A request that is over: finished, failed or left by its client. Cost in whole micro-dollars; unknown is null. */
export type FinishedRequest = Omit<RequestRow, 'costUsd' | 'error'> & {
  costMicros: number | null;
  error: string | null;
};

/** The record of every request that came to an end. */
export interface Ledger {
  /** Commits a row before it returns; a row of the same id is replaced. */
  record(row: FinishedRequest): void;
  /** Newest first; after `beforeId`, what is older than that request, and nothing where there is no such request. */
  list(filter: OperationInput<'requests.list'>): RequestRow[];
  close(): void;
}

/** Opens the ledger in the data folder; throws LedgerError where the database cannot be used. */
export function openLedger(dataDir: string): Ledger {
  const database = openDatabase(dataDir, migrations);
  const insert = database.prepare<[FinishedRequest]>(insertSql);
  const lists = new Map<string, ReturnType<typeof prepareList>>();
  const prepareList = (where: string) =>
    database.prepare<[OperationInput<'requests.list'>], FinishedRequest>(
      `SELECT ${selected} FROM requests ${where} ORDER BY at_ms DESC, sequence DESC LIMIT @limit`,
    );

  return {
    record(row) {
      insert.run(row);
    },
    list(filter) {
      const where = whereOf(filter);
      const statement = lists.get(where) ?? prepareList(where);
      lists.set(where, statement);
      return statement.all(filter).map(shown);
    },
    close() {
      database.close();
    },
  };
}

const columns: Readonly<Record<keyof FinishedRequest, string>> = {
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

const selected = Object.entries(columns)
  .map(([field, column]) => `${column} AS ${field}`)
  .join(', ');

const insertSql = `INSERT INTO requests (${Object.values(columns).join(', ')})
  VALUES (${Object.keys(columns)
    .map((field) => `@${field}`)
    .join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${Object.values(columns)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

const conditions = [
  ['beforeId', '(at_ms, sequence) < (SELECT at_ms, sequence FROM requests WHERE id = @beforeId)'],
  ['provider', 'provider = @provider'],
  ['route', 'route = @route'],
  ['status', 'status = @status'],
] as const;

/** One of few texts, so that each statement is prepared once; values are bound, never written in. */
function whereOf(filter: OperationInput<'requests.list'>): string {
  const given = conditions.filter(([field]) => filter[field] !== undefined).map(([, condition]) => condition);
  return given.length === 0 ? '' : `WHERE ${given.join(' AND ')}`;
}

function shown({ costMicros, error, ...row }: FinishedRequest): RequestRow {
  return {
    ...row,
    costUsd: costMicros === null ? null : costMicros / 1_000_000,
    ...(error === null ? {} : { error }),
  };
}
