import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { CalibrationStore } from '../tokens/calibration.ts';
import type { Observation } from '../tokens/fit.ts';

/** What was observed of each target's way of counting; kept a little later, once for all that comes until then. */
export interface CalibrationRows extends CalibrationStore {
  /** Writes what waits. */
  flush(): void;
}

/** The table of what was observed. */
interface CalibrationTable {
  /** The longest unused first; what cannot be read any more is left out. */
  all(): { target: string; observations: Observation[] }[];
  write(target: string, observations: readonly Observation[], atMs: number): void;
}

const writtenAfterMs = 1_000;
const mostTargets = 500;

const pairs = z.array(z.tuple([z.number().positive(), z.number()]));

/** Prepares what is asked of the table in one database; targets beyond the 500 that were used last go. */
export function prepareCalibration(database: Database): CalibrationTable {
  const write = database.prepare<[string, string, number]>(
    `INSERT INTO token_calibration (target, observations, at_ms) VALUES (?, ?, ?)
      ON CONFLICT (target) DO UPDATE SET observations = excluded.observations, at_ms = excluded.at_ms`,
  );
  const all = database.prepare<[], { target: string; observations: string }>(
    'SELECT target, observations FROM token_calibration ORDER BY at_ms',
  );
  database
    .prepare(
      `DELETE FROM token_calibration WHERE target NOT IN
        (SELECT target FROM token_calibration ORDER BY at_ms DESC LIMIT ?)`,
    )
    .run(mostTargets);
  return {
    all: () =>
      all.all().flatMap(({ target, observations }) => {
        const read = pairs.safeParse(parsed(observations));
        return read.success ? [{ target, observations: read.data.map(observationOf) }] : [];
      }),
    write(target, observations, atMs) {
      const text = JSON.stringify(
        observations.map(({ textTokens, billedTokens }) => [textTokens, billedTokens]),
      );
      write.run(target, text, atMs);
    },
  };
}

/** Keeps what is to be written until requests are through, or until it is flushed. */
export function writeBehind({
  all,
  write,
}: {
  all: CalibrationStore['all'];
  write: CalibrationStore['keep'];
}): CalibrationRows {
  const waiting = new Map<string, readonly Observation[]>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      for (const [target, observations] of waiting) write(target, observations);
    } catch {
      // A full or locked disk costs what was learned last, and the next requests teach it again.
    }
    waiting.clear();
  }

  return {
    all,
    keep(target, observations) {
      waiting.set(target, observations);
      timer ??= setTimeout(flush, writtenAfterMs).unref();
    },
    flush,
  };
}

function observationOf([textTokens, billedTokens]: [number, number]): Observation {
  return { textTokens, billedTokens };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Written by something else: what it taught is learned again.
    return undefined;
  }
}
