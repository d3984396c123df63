import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { CalibrationStore } from '../tokens/calibration.ts';
import type { Observation } from '../tokens/fit.ts';

/** What was observed of each target's way of counting; kept a little later, once for all that comes until then. */
export interface CalibrationRows extends CalibrationStore {
  /** Writes what waits. */
  flush(): void;
}

const writtenAfterMs = 1_000;
const mostTargets = 500;

const pairs = z.array(z.tuple([z.number().positive(), z.number()]));

/** Reads and writes the table; `now` dates the rows. */
export function calibrationRows(database: Database, now: () => number = Date.now): CalibrationRows {
  const waiting = new Map<string, readonly Observation[]>();
  let timer: NodeJS.Timeout | undefined;
  const write = database.prepare<[string, string, number]>(
    `INSERT INTO token_calibration (target, observations, at_ms) VALUES (?, ?, ?)
      ON CONFLICT (target) DO UPDATE SET observations = excluded.observations, at_ms = excluded.at_ms`,
  );
  database
    .prepare(
      `DELETE FROM token_calibration WHERE target NOT IN
        (SELECT target FROM token_calibration ORDER BY at_ms DESC LIMIT ?)`,
    )
    .run(mostTargets);

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      for (const [target, observations] of waiting) write.run(target, written(observations), now());
    } catch {
      // A full or locked disk costs what was learned last, and the next requests teach it again.
    }
    waiting.clear();
  }

  return {
    all() {
      const rows = database
        .prepare<[], { target: string; observations: string }>(
          'SELECT target, observations FROM token_calibration ORDER BY at_ms',
        )
        .all();
      return rows.flatMap(({ target, observations }) => {
        const read = pairs.safeParse(parsed(observations));
        return read.success ? [{ target, observations: read.data.map(observationOf) }] : [];
      });
    },
    keep(target, observations) {
      waiting.set(target, observations);
      timer ??= setTimeout(flush, writtenAfterMs).unref();
    },
    flush,
  };
}

function written(observations: readonly Observation[]): string {
  return JSON.stringify(observations.map(({ textTokens, billedTokens }) => [textTokens, billedTokens]));
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
