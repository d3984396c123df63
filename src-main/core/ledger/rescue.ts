import Database from 'better-sqlite3';
import type { Account } from './charge.ts';

/** How much of what a damaged database held beside its requests came over. */
export type Rescued = 'all' | 'some' | 'none';

/**
 * Takes over from a damaged database, as far as it can still be read, the sums of the days, which budgets are held
 * against, and each client's balance, as one correction. What cannot be read is left; the damaged file stays as it is.
 */
export function rescue(damaged: string, into: Database.Database, note: string, atMs: number): Rescued {
  try {
    const from = new Database(damaged, { readonly: true, timeout: 5_000 });
    try {
      const parts = [carrySums(from, into), carryBalances(from, into, note, atMs)];
      if (parts.every((part) => part === 'all')) return 'all';
      return parts.some((part) => part !== 'none') ? 'some' : 'none';
    } finally {
      from.close();
    }
  } catch {
    return 'none';
  }
}

type Row = Record<string, unknown>;

function carrySums(from: Database.Database, into: Database.Database): Rescued {
  return taken(from, 'SELECT * FROM daily_usage', (row) => {
    const names = Object.keys(row);
    const values = names.map((name) => `@${name}`);
    into
      .prepare<[Row]>(`INSERT OR IGNORE INTO daily_usage (${names.join(', ')}) VALUES (${values.join(', ')})`)
      .run(row);
  });
}

function carryBalances(
  from: Database.Database,
  into: Database.Database,
  note: string,
  atMs: number,
): Rescued {
  const accounts = new Map<string, Account>();
  const take = ({ client, balanceMicros, basisMicros }: Row): void => {
    if (typeof client !== 'string' || accounts.has(client)) return;
    if (isMicros(balanceMicros) && isMicros(basisMicros))
      accounts.set(client, { balanceMicros, basisMicros });
  };
  // The newest transaction of a client holds its balance.
  const read = taken(from, newestFirst, take);
  const insert = into.prepare<[Account & { client: string; note: string; atMs: number }]>(carrySql);
  for (const [client, account] of accounts)
    if (account.balanceMicros !== 0) insert.run({ ...account, client, note, atMs });
  return read;
}

/** Hands over each row that can be read. */
function taken(from: Database.Database, sql: string, take: (row: Row) => void): Rescued {
  let count = 0;
  try {
    for (const row of from.prepare<[], Row>(sql).iterate()) {
      take(row);
      count += 1;
    }
    return 'all';
  } catch {
    return count > 0 ? 'some' : 'none';
  }
}

function isMicros(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

const newestFirst = `SELECT client, balance_micros AS balanceMicros, basis_micros AS basisMicros
  FROM transactions ORDER BY id DESC`;

const carrySql = `INSERT INTO transactions (client, at_ms, kind, amount_micros, balance_micros, basis_micros, note)
  VALUES (@client, @atMs, 'correction', @balanceMicros, @balanceMicros, @basisMicros, @note)`;
