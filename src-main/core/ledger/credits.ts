import type { Database } from 'better-sqlite3';
import type { Transaction } from '../../contract/credits.ts';
import { toUsd } from '../money.ts';
import type { Account } from './charge.ts';
import type { FinishedRequest } from './requests.ts';

/** A client's account before and after one transaction. */
export interface AccountChange {
  client: string;
  before: Account;
  after: Account;
}

/** Clients' money: transactions that are only ever added, each with the balance after it. */
export interface CreditBook {
  /** Zero for a client that has no transactions. */
  account(client: string): Account;
  /** Adds money, or takes some away as a correction where the amount is negative. */
  add(entry: { client: string; amountMicros: number; note: string; atMs: number }): AccountChange;
  /**
   * Charges a request, at the time that it came; call it in the transaction that writes the request's row. Null where
   * nothing was charged: the amount is 0, the request is nobody's, or it was charged before.
   */
  charge(request: ChargedRequest, amountMicros: number): AccountChange | null;
  /** Newest first. */
  transactions(client: string, limit: number): Transaction[];
  /** Every client that has transactions, in order of their ids. */
  clients(): string[];
}

type ChargedRequest = Pick<FinishedRequest, 'id' | 'client' | 'atMs' | 'route' | 'target' | 'costMicros'>;

/** The clients' money in the ledger's database. */
export function createCreditBook(database: Database): CreditBook {
  const lastOf = database.prepare<[string], Account>(lastSql);
  const insert = database.prepare<[NewTransaction]>(insertSql);
  const newestOf = database.prepare<[string, number], StoredTransaction>(newestSql);
  const clients = database.prepare<[], string>(clientsSql).pluck();

  const account = (client: string): Account => lastOf.get(client) ?? { balanceMicros: 0, basisMicros: 0 };

  function write(entry: Entry): AccountChange | null {
    const before = account(entry.client);
    const balanceMicros = before.balanceMicros + entry.amountMicros;
    const after = { balanceMicros, basisMicros: bases[entry.kind](before, balanceMicros, entry) };
    const { changes } = insert.run({ ...nothingCharged, ...entry, ...after });
    return changes === 0 ? null : { client: entry.client, before, after };
  }

  const add = database.transaction((entry: Entry): AccountChange => {
    const change = write(entry);
    if (change === null) throw new Error('the transaction was not written');
    return change;
  });

  return {
    account,
    add: ({ amountMicros, ...entry }) =>
      add.immediate({ ...entry, amountMicros, kind: amountMicros < 0 ? 'correction' : 'top-up' }),
    charge({ id, client, ...request }, amountMicros) {
      if (client === null || amountMicros === 0) return null;
      return write({ ...request, client, requestId: id, kind: 'charge', amountMicros: -amountMicros });
    },
    transactions: (client, limit) => newestOf.all(client, limit).map(shown),
    clients: () => clients.all(),
  };
}

interface Entry extends Partial<ChargeFacts> {
  client: string;
  atMs: number;
  kind: Transaction['kind'];
  amountMicros: number;
}

interface ChargeFacts {
  requestId: string | null;
  route: string | null;
  target: string | null;
  costMicros: number | null;
  note: string | null;
}

type NewTransaction = Entry & ChargeFacts & Account;

type StoredTransaction = Omit<Transaction, 'usd' | 'balanceUsd' | 'costUsd'> & {
  amountMicros: number;
  balanceMicros: number;
  costMicros: number | null;
};

const nothingCharged: ChargeFacts = {
  requestId: null,
  route: null,
  target: null,
  costMicros: null,
  note: null,
};

const bases: Record<Transaction['kind'], (before: Account, balanceMicros: number, entry: Entry) => number> = {
  'top-up': (_before, balanceMicros) => balanceMicros,
  correction: ({ basisMicros }, _balance, { amountMicros }) => basisMicros + amountMicros,
  charge: ({ basisMicros }) => basisMicros,
};

const lastSql = `SELECT balance_micros AS balanceMicros, basis_micros AS basisMicros
  FROM transactions WHERE client = ? ORDER BY id DESC LIMIT 1`;

const insertSql = `INSERT INTO transactions
    (client, at_ms, kind, amount_micros, balance_micros, basis_micros, request_id, route, target, cost_micros, note)
  VALUES
    (@client, @atMs, @kind, @amountMicros, @balanceMicros, @basisMicros, @requestId, @route, @target, @costMicros, @note)
  ON CONFLICT (request_id) DO NOTHING`;

const newestSql = `SELECT id, at_ms AS atMs, kind, amount_micros AS amountMicros, balance_micros AS balanceMicros,
    note, request_id AS requestId, route, target, cost_micros AS costMicros
  FROM transactions WHERE client = ? ORDER BY id DESC LIMIT ?`;

/** From one client to the next in the index, rather than over all that each of them was charged. */
const clientsSql = `WITH RECURSIVE each (client) AS (
    SELECT min(client) FROM transactions
    UNION ALL
    SELECT (SELECT min(client) FROM transactions WHERE client > each.client) FROM each WHERE client IS NOT NULL
  )
  SELECT client FROM each WHERE client IS NOT NULL`;

function shown({ amountMicros, balanceMicros, costMicros, ...same }: StoredTransaction): Transaction {
  return {
    ...same,
    usd: toUsd(amountMicros),
    balanceUsd: toUsd(balanceMicros),
    costUsd: costMicros === null ? null : toUsd(costMicros),
  };
}
