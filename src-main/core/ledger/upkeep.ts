const dayMs = 86_400_000;

export interface UpkeepOptions {
  /** One small step; says whether there may be more to do. */
  tidy: (beforeMs: number | null) => boolean;
  /** Whether nobody waits for an answer. */
  isIdle: () => boolean;
  /** Days that rows are kept now; null keeps all. */
  retentionDays: () => number | null;
  now: () => number;
  onError: (error: unknown) => void;
}

/** The ledger's upkeep while nobody waits for an answer. */
export interface Upkeep {
  /** Looks soon whether there is something to do, because a setting changed. */
  wake(): void;
  close(): void;
}

/**
 * Deletes what is older than the config keeps, gives free space back and empties the log of changes, a few milliseconds
 * at a time; the first look comes soon, the next ones each minute.
 */
export function startUpkeep({ tidy, isIdle, retentionDays, now, onError }: UpkeepOptions): Upkeep {
  const [stepMs, soonMs, laterMs] = [50, 1_000, 60_000];
  let timer = setTimeout(look, soonMs).unref();

  function look(): void {
    plan(isIdle() ? next() : soonMs);
  }

  function next(): number {
    try {
      const days = retentionDays();
      return tidy(days === null ? null : now() - days * dayMs) ? stepMs : laterMs;
    } catch (error) {
      onError(error);
      return laterMs;
    }
  }

  function plan(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(look, ms).unref();
  }

  return { wake: () => plan(soonMs), close: () => clearTimeout(timer) };
}
