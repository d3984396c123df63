import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { localDay } from './calendar.ts';

/** The database of the ledger cannot be used; the message names the file and says what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file}: ${problem}`, options);
    this.file = file;
  }
}

/** Where the ledger lies in a data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, 'usage.db');
}

/**
 * Opens `usage.db` in the data folder, made where missing and readable by its owner only, and brings it up to date:
 * `migrations` are run in order, each once. Throws {@link LedgerError}, also for a database of a newer version.
 */
export function openDatabase(dataDir: string, migrations: readonly string[]): Database.Database {
  const file = databaseFile(dataDir);
  try {
    // SQLite gives its -wal and -shm files the mode of the database itself.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const database = new Database(file, { timeout: 5_000 });
    try {
      // Counts only before the first table is made.
      database.pragma('auto_vacuum = INCREMENTAL');
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      // Taking the log of changes over into the database waits for the disk: upkeep does it while nobody waits for an
      // answer, and a request only past 40 MB.
      database.pragma('wal_autocheckpoint = 10000');
      database.function('local_day', { deterministic: true }, (atMs) => localDay(Number(atMs)));
      database.transaction(() => migrate(database, file, migrations)).immediate();
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LedgerError(
      file,
      `cannot be used as the ledger (${reason}): make it writable, or move it away`,
      {
        cause: error,
      },
    );
  }
}

function migrate(database: Database.Database, file: string, migrations: readonly string[]): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > migrations.length) {
    throw new LedgerError(
      file,
      `was written by a newer Signalbox (version ${version}, this one knows ${migrations.length}): update Signalbox, or move the file away`,
    );
  }
  for (const migration of migrations.slice(version)) database.exec(migration);
  database.pragma(`user_version = ${migrations.length}`);
}
