import type { Database } from 'better-sqlite3';

/** What is done for one database while nobody waits for it, in steps of a few milliseconds. */
export interface Maintenance {
  /** Deletes some of the rows that began before the time, the oldest first, and says whether there may be more. */
  deleteBefore(atMs: number): boolean;
  /** Gives some of the file's free space back where there is much of it, and says whether there may be more. */
  giveBack(): boolean;
  /** Takes what was written since into the database's own file, so that the log beside it begins anew. */
  checkpoint(): void;
}

const rowsAtATime = 250;
const pagesAtATime = 250;
/** Four megabytes, which the rows to come will fill soon. */
const pagesToKeep = 1_000;
const incremental = 2;

/** Prepares the upkeep of one database; the sums of the days stay whatever is deleted. */
export function prepareMaintenance(database: Database): Maintenance {
  const remove = database.prepare<[number]>(
    `DELETE FROM requests WHERE sequence IN
      (SELECT sequence FROM requests WHERE at_ms < ? ORDER BY at_ms LIMIT ${rowsAtATime})`,
  );
  const read = (name: string): number => Number(database.pragma(name, { simple: true }));

  return {
    deleteBefore: (atMs) => remove.run(atMs).changes === rowsAtATime,
    giveBack() {
      const free = read('freelist_count');
      if (free <= pagesToKeep || free < read('page_count') / 4) return false;
      if (read('auto_vacuum') === incremental) database.pragma(`incremental_vacuum(${pagesAtATime})`);
      else {
        // A database of the first version, once: from here on its space comes back in steps.
        database.pragma(`auto_vacuum = ${incremental}`);
        database.exec('VACUUM');
      }
      return true;
    },
    checkpoint: () => void database.pragma('wal_checkpoint(PASSIVE)'),
  };
}
