import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { OperationInput } from '../../contract/operations.ts';
import type { RequestDetail, RequestRow } from '../../contract/requests.ts';
import { createBills, type Bills } from './bills.ts';
import { prepareCalibration, writeBehind, type CalibrationRows } from './calibration.ts';
import { startOfDays } from './calendar.ts';
import { createCreditBook, type AccountChange, type CreditBook } from './credits.ts';
import { prepareDailySums } from './daily-sums.ts';
import { prepareExport, readFlat, type FlatRequest } from './export.ts';
import { prepareMaintenance } from './maintenance.ts';
import { openMending } from './mending.ts';
import { migrations } from './migrations.ts';
import { databaseFile, openDatabase } from './open.ts';
import { prepareRequests, type FinishedRequest } from './requests.ts';
import { rescue } from './rescue.ts';
import { createSpending, type SpentMicros } from './spending.ts';
import { createUsage, type Usage } from './usage.ts';

/** The record of every request that came to an end, and what it adds up to. */
export interface Ledger extends Usage {
  /**
   * Commits a row, and with it what its client is charged, before it returns; a row of the same id is replaced, and
   * charged once. Answers how the charge changed the client's account.
   */
  record(request: FinishedRequest, chargeMicros?: number): AccountChange | null;
  /** Newest first; after `beforeId`, what is older than that request, and nothing where there is no such request. */
  list(filter: OperationInput<'requests.list'>): RequestRow[];
  /** All that is known of one request; undefined where there is none of this id. */
  get(id: string): RequestDetail | undefined;
  /** The rows of so many days as flat records, the oldest first, in batches; throws where it cannot come to their end. */
  flat(days: number | undefined): AsyncGenerator<FlatRequest[], void, void>;
  /** What clients have, and what changed it. */
  credits: Omit<CreditBook, 'charge'>;
  bills: Bills;
  spentMicros: SpentMicros;
  /** What providers' counts taught. */
  calibration: CalibrationRows;
  /** One small step of upkeep: rows that began before the time go, null keeps all. Says whether there may be more to do. */
  tidy(beforeMs: number | null): boolean;
  /** What became of a database that was damaged, since this ledger was opened. */
  problem(): string | undefined;
  close(): void;
}

export interface LedgerOptions {
  /** The time in milliseconds since 1970. */
  now?: () => number;
  /** Told when a damaged database is set aside in use; of one that was damaged at the opening only {@link Ledger.problem} tells. */
  onDamaged?: (problem: string) => void;
}

/**
 * Opens the ledger in the data folder. A damaged database is set aside, now or whenever that shows, and a new one is
 * begun with the sums and balances that can still be read. Throws LedgerError where the database cannot be used for any other reason.
 */
export function openLedger(
  dataDir: string,
  { now = Date.now, onDamaged = () => undefined }: LedgerOptions = {},
): Ledger {
  const mending = openMending({
    file: databaseFile(dataDir),
    open() {
      const database = openDatabase(dataDir, migrations);
      try {
        return prepare(database, now);
      } catch (error) {
        database.close();
        throw error;
      }
    },
    rescue: ({ database }, aside) => rescue(aside, database, `carried over from ${basename(aside)}`, now()),
    now,
    onDamaged,
  });
  const use = <Result>(work: (parts: Parts) => Result): Result => mending.use(work);
  const calibration = writeBehind({
    all: () => use((parts) => parts.calibration.all()),
    write: (target, observations) => use((parts) => parts.calibration.write(target, observations, now())),
  });

  return {
    record: (request, chargeMicros = 0) => use(({ record }) => record.immediate(request, chargeMicros)),
    list: (filter) => use(({ requests }) => requests.list(filter)),
    get: (id) => use(({ requests }) => requests.get(id)),
    summary: (input) => use(({ usage }) => usage.summary(input)),
    series: (input) => use(({ usage }) => usage.series(input)),
    latency: (input) => use(({ usage }) => usage.latency(input)),
    flat(days) {
      const begun = use((parts) => parts);
      return readFlat(
        (work) =>
          use((parts) => {
            if (parts !== begun) throw new Error('the ledger began anew while it was exported');
            return work(parts.exported);
          }),
        startOfDays(days, now()),
      );
    },
    credits: {
      account: (client) => use(({ credits }) => credits.account(client)),
      add: (entry) => use(({ credits }) => credits.add(entry)),
      transactions: (client, limit) => use(({ credits }) => credits.transactions(client, limit)),
      clients: () => use(({ credits }) => credits.clients()),
    },
    bills: {
      money: (client, span) => use(({ bills }) => bills.money(client, span)),
      chargedMicros: (client, span) => use(({ bills }) => bills.chargedMicros(client, span)),
      usage: (client, span) => use(({ bills }) => bills.usage(client, span)),
      clients: (span) => use(({ bills }) => bills.clients(span)),
    },
    calibration,
    spentMicros: (span, provider) => use(({ spentMicros }) => spentMicros(span, provider)),
    tidy: (beforeMs) =>
      use(({ maintenance }) => {
        const mayBeOlder = beforeMs !== null && maintenance.deleteBefore(beforeMs);
        if (mayBeOlder || maintenance.giveBack()) return true;
        maintenance.checkpoint();
        return false;
      }),
    problem: () => mending.problem(),
    close() {
      calibration.flush();
      mending.close();
    },
  };
}

type Parts = ReturnType<typeof prepare>;

/** Everything that works on one database; it is prepared anew for a database that takes the place of a damaged one. */
function prepare(database: Database, now: () => number) {
  const requests = prepareRequests(database);
  const dailySums = prepareDailySums(database);
  const credits = createCreditBook(database);
  /** One transaction holds all that a finished request changes. */
  const record = database.transaction((request: FinishedRequest, chargeMicros: number) => {
    dailySums.take(request.id);
    requests.put(request);
    dailySums.add(request.id);
    return credits.charge(request, chargeMicros);
  });
  return {
    database,
    requests,
    record,
    credits,
    bills: createBills(database),
    spentMicros: createSpending(database),
    calibration: prepareCalibration(database),
    usage: createUsage(database, now),
    exported: prepareExport(database),
    maintenance: prepareMaintenance(database),
  };
}
