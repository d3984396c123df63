import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import { isDamage, isSound, setAside } from './damage.ts';
import { LedgerError } from './open.ts';
import type { Rescued } from './rescue.ts';

/** A database, and what was prepared to work on it. */
interface Opened {
  database: Database;
}

export interface MendingOptions<Parts extends Opened> {
  /** The file of the database. */
  file: string;
  /** Opens it and prepares the work on it, from nothing where there is no file. */
  open: () => Parts;
  /** Takes over what can be read of the damaged file that was set aside. */
  rescue: (parts: Parts, aside: string) => Rescued;
  now: () => number;
  /** Told of damage that showed after the opening. */
  onDamaged: (problem: string) => void;
}

/** A database that a damaged file costs what of it cannot be read, and never what is written from then on. */
export interface Mending<Parts> {
  /** Does the work on the database, and again where it was replaced meanwhile: work that fails must leave nothing behind. */
  use<Result>(work: (parts: Parts) => Result): Result;
  /** What became of a damaged file; undefined while there was none. */
  problem(): string | undefined;
  close(): void;
}

/**
 * Opens a database that sets a damaged file aside and begins anew. Whoever finds damage in use may have read badly just
 * once: the file goes only if a check of all of it finds the damage too, or if the same work finds damage again.
 */
export function openMending<Parts extends Opened>(options: MendingOptions<Parts>): Mending<Parts> {
  const { file, open, rescue, now, onDamaged } = options;
  let problem: string | undefined;
  /** A damaged file that nothing was taken over from yet. */
  let aside: string | undefined;
  let parts: Parts | undefined = openOrBegin();

  function openOrBegin(): Parts {
    try {
      return openRescuing();
    } catch (error) {
      if (!isDamage(error instanceof LedgerError ? error.cause : error)) throw error;
      aside = setAside(file, now());
      return openRescuing();
    }
  }

  function openRescuing(): Parts {
    const opened = open();
    if (aside === undefined) return opened;
    const rescued = rescue(opened, aside);
    problem = `${basename(file)} was damaged and is set aside as ${basename(aside)}, in the same folder: the ledger began anew${came[rescued]}`;
    aside = undefined;
    return opened;
  }

  function mend(isCertain: boolean): void {
    const before = problem;
    parts?.database.close();
    parts = undefined;
    if (isCertain || !isSound(file)) aside = setAside(file, now());
    parts = openOrBegin();
    if (problem !== undefined && problem !== before) onDamaged(problem);
  }

  function attempt<Result>(work: (parts: Parts) => Result, isSecond: boolean): Result {
    // A database that could not be opened again, on a full disk perhaps, is tried with each work anew.
    parts ??= openOrBegin();
    try {
      return work(parts);
    } catch (error) {
      if (!isDamage(error)) throw error;
      mend(isSecond);
      return isSecond ? work(parts) : attempt(work, true);
    }
  }

  return {
    use: (work) => attempt(work, false),
    problem: () => problem,
    close() {
      parts?.database.close();
    },
  };
}

const came: Readonly<Record<Rescued, string>> = {
  all: ', with the sums of its days and the balances of its clients',
  some: ', with those sums and balances that could still be read: check them',
  none: '',
};
