import { readFile } from 'node:fs/promises';
import type { Provider as Vendor } from '@pydantic/genai-prices';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const dayMs = 24 * 60 * 60 * 1000;
const fetchLimitMs = 60_000;

export interface PriceUpdateOptions {
  /** Where the fetched list is kept between starts. */
  file: string;
  url: string;
  fetch: typeof fetch;
  now: () => number;
  /** Takes over a list that was fetched at that time; throws for one that is none. */
  take: (list: unknown, atMs: number) => Promise<void>;
  /** Why there is no newer list: offline is no trouble. */
  onMiss: (why: string) => void;
}

/** Keeps the price list new, where the config says so. */
export interface PriceUpdates {
  /** Begins with the list that is kept on disk, then asks at most once a day; `off` asks no more. */
  follow(update: 'off' | 'daily'): void;
  /** Asks no more, and resolves once nothing is under way. */
  close(): Promise<void>;
}

const kept = z.object({ fetchedAtMs: z.int(), list: z.unknown() });

/** What must be there for a vendor's models to be found. */
const vendors = z
  .array(
    z.looseObject({
      id: z.string(),
      api_pattern: z.string(),
      models: z.array(
        z.looseObject({
          id: z.string(),
          match: z.record(z.string(), z.unknown()),
          prices: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
        }),
      ),
    }),
  )
  .min(1);

/** Whether a value is a price list as far as we read it. */
export function isPriceList(list: unknown): list is Vendor[] {
  return vendors.safeParse(list).success;
}

/** Makes updates that do nothing before they are told to follow. */
export function createPriceUpdates(options: PriceUpdateOptions): PriceUpdates {
  const { file, url, now, take, onMiss } = options;
  let stopping: AbortController | undefined;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function begin(signal: AbortSignal): Promise<void> {
    let fetchedAtMs = Number.NEGATIVE_INFINITY;
    try {
      const { fetchedAtMs: atMs, list } = kept.parse(JSON.parse(await readFile(file, 'utf8')));
      await take(list, atMs);
      fetchedAtMs = atMs;
    } catch (error) {
      onMiss(`no list is kept: ${told(error)}`);
    }
    // A clock that was set back must not keep an old list for ever.
    const ageMs = Math.abs(now() - fetchedAtMs);
    if (ageMs >= dayMs) await renew(signal);
    plan(signal, ageMs >= dayMs ? dayMs : dayMs - ageMs);
  }

  async function renew(signal: AbortSignal): Promise<void> {
    try {
      const response = await options.fetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(fetchLimitMs)]),
      });
      if (!response.ok) throw new Error(`the source answered ${response.status}`);
      const list: unknown = await response.json();
      const fetchedAtMs = now();
      await take(list, fetchedAtMs);
      await writeFileAtomic(file, JSON.stringify({ fetchedAtMs, list }));
    } catch (error) {
      onMiss(told(error));
    }
  }

  function plan(signal: AbortSignal, delayMs: number): void {
    if (signal.aborted) return;
    timer = setTimeout(() => {
      round = renew(signal).then(() => plan(signal, dayMs));
    }, delayMs);
    timer.unref();
  }

  function stop(): void {
    clearTimeout(timer);
    stopping?.abort();
    stopping = undefined;
  }

  return {
    follow(update) {
      if (update === 'off') return stop();
      if (stopping !== undefined) return undefined;
      stopping = new AbortController();
      const { signal } = stopping;
      round = round.then(() => (signal.aborted ? undefined : begin(signal)));
      return undefined;
    },
    async close() {
      stop();
      await round;
    },
  };
}

function told(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
