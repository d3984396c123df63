import type { Price } from '../../contract/config.ts';
import type { PriceUsed } from '../../contract/requests.ts';
import type { Usage } from '../wire/anthropic/messages.ts';
import { toldCost } from '../wire/told-cost.ts';
import type { Catalog, CatalogEntry } from './catalog.ts';
import { configPrice } from './config-price.ts';
import { costOf, microsOf, type ModelPrice } from './cost.ts';
import { readCounts } from './counts.ts';
import { readListPrice } from './list-price.ts';
import { hasListTerms } from './list-terms.ts';
import { isNearby } from './nearby.ts';
import type { PriceSource, ToldCostSource } from './price-source.ts';

/** What of a provider decides what its answers cost. */
export interface PricedProvider {
  baseUrl: string;
  /** The user's own prices, by model or pattern. */
  prices: Readonly<Record<string, Price>>;
  /** Absent where only the address says whose models these are. */
  priceSource?: PriceSource;
  tellsCost?: ToldCostSource;
  location?: string | undefined;
  /** The most context that a model is loaded with, where the user has set it. */
  contextTokens?: number | undefined;
}

/** What an answer cost and by which price; null is unknown. */
interface Charge {
  costMicros: number | null;
  price: PriceUsed | null;
}

/** What is known of a model beside its answers: its window, and its price for a small prompt. */
export interface ModelFacts {
  contextTokens: number | null;
  price: PriceUsed | null;
}

/** Prices of every provider's models; looking one up is quick once it was {@link Prices.prepare}d. */
export interface Prices {
  /** The price list that holds from now on; before the first one no listed model has a price. */
  use(catalog: Catalog): void;
  /** Looks a model up ahead of time. */
  prepare(provider: PricedProvider, model: string): void;
  /** What an answer cost. Never throws: what does not make sense is unknown. */
  charge(provider: PricedProvider, model: string, usage: Usage, atMs: number): Charge;
  about(provider: PricedProvider, model: string, atMs: number): ModelFacts;
}

/** All that is looked up of a model, before time and usage. */
interface Known {
  own: PriceUsed | null;
  isFree: boolean;
  entry: CatalogEntry | null;
}

/** Model names are what clients ask for: past so many the memory begins anew. */
const mostRemembered = 5_000;
const nothingKnown: Charge = { costMicros: null, price: null };
const toldByProvider: PriceUsed = {
  source: 'provider',
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  cacheWrite1h: null,
};
const free: PriceUsed = {
  source: 'free',
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
};

/** Makes prices that remember what they looked up for as long as a provider's settings and the price list stay. */
export function createPrices(): Prices {
  let catalog: Catalog | undefined;
  let remembered = new WeakMap<PricedProvider, Map<string, Known>>();

  function known(provider: PricedProvider, model: string): Known {
    const models = remembered.get(provider) ?? new Map<string, Known>();
    const before = models.get(model);
    if (before !== undefined) return before;
    if (models.size >= mostRemembered) models.clear();
    const found = lookUp(provider, model, catalog);
    models.set(model, found);
    remembered.set(provider, models);
    return found;
  }

  return {
    use(next) {
      catalog = next;
      remembered = new WeakMap();
    },
    prepare(provider, model) {
      known(provider, model);
    },
    charge(provider, model, usage, atMs) {
      const found = known(provider, model);
      const told = provider.tellsCost === undefined ? undefined : usage[toldCost];
      if (found.own === null && told !== undefined)
        return { costMicros: microsOf(told), price: toldByProvider };
      if (found.own === null && found.isFree) return { costMicros: 0, price: free };
      const counts = readCounts(usage);
      if (counts === null) return nothingKnown;
      const promptTokens = counts.input + counts.cacheRead + counts.cacheWrite + counts.cacheWrite1h;
      const listed = listPrice(found, promptTokens, atMs);
      if (found.own !== null) {
        const price = { used: found.own, thousandSearches: listed?.thousandSearches ?? null };
        return { costMicros: costOf(counts, price), price: found.own };
      }
      if (listed === null || !hasListTerms(usage)) return nothingKnown;
      return { costMicros: costOf(counts, listed), price: listed.used };
    },
    about(provider, model, atMs) {
      const found = known(provider, model);
      return {
        contextTokens: provider.contextTokens ?? found.entry?.contextTokens ?? null,
        price: found.own ?? (found.isFree ? free : (listPrice(found, 0, atMs)?.used ?? null)),
      };
    },
  };
}

function lookUp(provider: PricedProvider, model: string, catalog: Catalog | undefined): Known {
  const { priceSource, baseUrl, location = 'global' } = provider;
  const own = configPrice(provider.prices, model);
  if (priceSource?.kind === 'free')
    return { own, isFree: isNearby(baseUrl) && !runsElsewhere.test(model), entry: null };
  if (priceSource?.kind === 'unknown') return { own, isFree: false, entry: null };
  if (priceSource?.onlyGlobal === true && location !== 'global') return { own, isFree: false, entry: null };
  const vendor = priceSource?.vendor ?? catalog?.vendorAt(baseUrl);
  const isFree = vendor === 'openrouter' && model.endsWith(':free');
  return { own, isFree, entry: vendor === undefined ? null : (catalog?.find(vendor, model) ?? null) };
}

/** Ollama hands these on to its cloud, which is paid by subscription. */
const runsElsewhere = /[:-]cloud$/;

function listPrice({ entry }: Known, promptTokens: number, atMs: number): ModelPrice | null {
  const prices = entry?.pricesAt(atMs) ?? null;
  return entry === null || prices === null ? null : readListPrice(prices, promptTokens, entry.source);
}
