import type { ModelPrice as ListedPrices } from '@pydantic/genai-prices';
import { isRecord } from '../wire/open-fields.ts';
import type { ModelPrice } from './cost.ts';

/** What is paid for and no usage of ours tells: a fee for each request, thoughts and citations at prices of their own. */
const untoldFees = ['requests_kcount', 'output_reasoning_mtok', 'output_citation_mtok'];

/**
 * Reads a model's entry in the price list for a prompt of so many tokens, cached ones included: a price with tiers is
 * the one of the highest tier that the prompt exceeds, for all of it. Null where the entry tells no price, or charges
 * for what no usage tells.
 */
export function readListPrice(listed: ListedPrices, promptTokens: number, source: string): ModelPrice | null {
  const priceOf = (key: string): number | null => amountOf(listed[key], promptTokens);
  const input = priceOf('input_mtok');
  const output = priceOf('output_mtok');
  if (input === null && output === null) return null;
  if (untoldFees.some((fee) => listed[fee] !== undefined)) return null;
  return {
    used: {
      source,
      input,
      output,
      cacheRead: priceOf('cache_read_mtok'),
      cacheWrite: priceOf('cache_write_mtok'),
      cacheWrite1h: priceOf('cache_write_1h_mtok'),
    },
    thousandSearches: priceOf('web_searches_kcount'),
  };
}

/** The list may have been fetched, so nothing in it is taken on trust. */
function amountOf(price: unknown, promptTokens: number): number | null {
  if (!isRecord(price)) return amount(price);
  const tiers = Array.isArray(price['tiers']) ? price['tiers'].filter(isRecord) : [];
  const reached = tiers
    .map(({ start, price: above }) => ({ start: Number(start), above }))
    .filter(({ start }) => promptTokens > start)
    .sort((one, other) => one.start - other.start)
    .at(-1);
  return amount(reached === undefined ? price['base'] : reached.above);
}

function amount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
