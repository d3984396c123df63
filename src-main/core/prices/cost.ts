import type { PriceUsed } from '../../contract/requests.ts';
import type { Counts } from './counts.ts';
import { roundedSum, type Term } from './decimal.ts';

/** What a model costs at one moment, for prompts of one size. */
export interface ModelPrice {
  used: PriceUsed;
  /** US dollars for a thousand searches that the provider itself made; null is unknown. */
  thousandSearches: number | null;
}

/** The cost of a usage in whole micro-dollars; null where anything that was used has no price. */
export function costOf(counts: Counts, { used, thousandSearches }: ModelPrice): number | null {
  const kinds = [
    { count: counts.input, price: used.input },
    { count: counts.output, price: used.output },
    { count: counts.cacheRead, price: used.cacheRead },
    { count: counts.cacheWrite, price: used.cacheWrite },
    { count: counts.cacheWrite1h, price: used.cacheWrite1h },
    { count: counts.webSearches * 1000, price: thousandSearches },
  ].filter(({ count }) => count > 0);
  // US dollars for a million tokens are micro-dollars for one.
  return kinds.every(hasPrice) ? roundedSum(kinds) : null;
}

/** US dollars as whole micro-dollars; null for what is no amount of money. */
export function microsOf(usd: number): number | null {
  return Number.isFinite(usd) && usd >= 0 ? roundedSum([{ count: 1_000_000, price: usd }]) : null;
}

function hasPrice(kind: { count: number; price: number | null }): kind is Term {
  return kind.price !== null;
}
