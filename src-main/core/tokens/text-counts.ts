import { hash } from 'node:crypto';
import { RecentMap } from './recent-map.ts';

/** A count for each text, null where it could not be had. */
export type Tokenize = (texts: readonly string[]) => Promise<readonly (number | null)[]>;

/** The key of a text, made when it is first asked for. */
export type TextKeys = (text: string) => string;

/** Makes keys and remembers them, for as long as someone holds the function. */
export function keysOf(): TextKeys {
  const known = new Map<string, string>();
  return (text) => {
    const key = known.get(text) ?? hash('sha1', text, 'base64');
    known.set(text, key);
    return key;
  };
}

/** Tokens of several texts, and whether all of them were counted rather than estimated. */
export interface TextSum {
  tokens: number;
  isExact: boolean;
}

/** An upper bound of what code and prose hold. */
const bytesPerToken = 3.5;

/** Remembers texts' counts by their hash, so that a text is tokenized once however many requests hold it. */
export class TextCounts {
  readonly #tokenize: Tokenize;
  readonly #known: RecentMap<string, number>;
  readonly #pending = new Map<string, Promise<number | null>>();

  constructor(tokenize: Tokenize, entries: number) {
    this.#tokenize = tokenize;
    this.#known = new RecentMap(entries);
  }

  /** Tokens of all texts; a text that could not be counted in time stands with an estimate, which is not kept. */
  async sum(texts: readonly string[], keyOf: TextKeys = keysOf()): Promise<TextSum> {
    const keyed = texts.map((text) => ({ text, key: keyOf(text) }));
    const known = keyed.map(({ key }) => this.#known.get(key));
    const unknown = keyed.filter((_, index) => known[index] === undefined);
    this.#request(unknown.filter(({ key }) => !this.#pending.has(key)));
    const awaited = await Promise.all(unknown.map(async ({ key }) => this.#pending.get(key)));
    const estimated = unknown.map(({ text }, index) => awaited[index] ?? estimateTokens(text));
    const isExact = awaited.every((count) => typeof count === 'number');
    return { tokens: total(known) + total(estimated), isExact };
  }

  #request(fresh: readonly { key: string; text: string }[]): void {
    const texts = new Map(fresh.map(({ key, text }) => [key, text]));
    if (texts.size === 0) return;
    const counts = this.#tokenize([...texts.values()]);
    for (const [index, key] of [...texts.keys()].entries())
      this.#pending.set(key, this.#keep(key, index, counts));
  }

  async #keep(key: string, index: number, counts: ReturnType<Tokenize>): Promise<number | null> {
    const count = (await counts)[index] ?? null;
    this.#pending.delete(key);
    if (count !== null) this.#known.set(key, count);
    return count;
  }
}

/** Tokens of a text by its length alone. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}

function total(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
