import { existsSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Whether SQLite found the file itself to be broken; a full disk, a lock or a missing permission is no damage. */
export function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** Reads a whole database that nobody has open and says whether all of it holds together; throws where it cannot be read now. */
export function isSound(file: string): boolean {
  try {
    const database = new Database(file, { timeout: 5_000 });
    try {
      return database.pragma('integrity_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** Renames a database that nobody has open, with the files that belong to it, and answers its new path. */
export function setAside(file: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '');
  const aside = `${file}.damaged-${time}`;
  // What is left of a log without its database is thrown away by SQLite, so the log goes first.
  for (const end of ['-wal', '-shm', '']) if (existsSync(file + end)) renameSync(file + end, aside + end);
  return aside;
}
