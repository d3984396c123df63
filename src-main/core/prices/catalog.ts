import type {
  calcPrice,
  findProvider,
  ModelInfo,
  ModelPrice,
  Provider as Vendor,
} from '@pydantic/genai-prices';
import { exactNames, isExact, isMeant } from './model-match.ts';
import { recentModels } from './recent-models.ts';

/** What of the price list's own code is needed to look a model up. */
export interface PriceLibrary {
  calcPrice: typeof calcPrice;
  findProvider: typeof findProvider;
}

/** A model as the price list knows it. */
export interface CatalogEntry {
  /** Which list it stands in. */
  source: string;
  contextTokens: number | null;
  /** Null where the list's entry cannot be read. */
  pricesAt(atMs: number): ModelPrice | null;
}

/** What vendors charge for their models. */
export interface Catalog {
  find(vendor: string, model: string): CatalogEntry | null;
  /** The vendor whose addresses begin like this one. */
  vendorAt(baseUrl: string): string | undefined;
}

interface VendorIndex {
  /** Models by the ids that the list writes out, in lower case. */
  names: Map<string, ModelInfo>;
  patterns: ModelInfo[];
}

/** How ids are written in places where the list has another spelling. */
const spellings: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  // Vertex AI: `claude-opus-4-5@20251101`.
  anthropic: [
    [/@(?:default|latest)$/, ''],
    [/@/, '-'],
  ],
  google: [[/^models\//, '']],
};

const compactDate = /-(20\d\d)([01]\d)([0-3]\d)(?=-|:|$)/g;

/** Makes the catalog of a price list; `source` is what prices from it are said to come from. */
export function createCatalog(library: PriceLibrary, vendors: readonly Vendor[], source: string): Catalog {
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  const indexes = new Map<Vendor, VendorIndex>();

  function find(vendorId: string, model: string, mayFallBack = true): CatalogEntry | null {
    const vendor = byId.get(vendorId);
    const id = spelled(vendorId, model.toLowerCase().trim());
    const ids = [...new Set([id, id.replaceAll(compactDate, '-$1-$2-$3')])];
    if (vendor !== undefined) {
      const listed = ids.map((name) => listedModel(vendor, name)).find((found) => found !== undefined);
      if (listed !== undefined) return entryOf(listed, vendor, source);
    }
    const recent = recentModels[vendorId]?.find(({ match }) => ids.some((name) => isMeant(match, name)));
    if (recent !== undefined) return entryOf(recent, vendor, 'signalbox');
    for (const other of mayFallBack ? (vendor?.fallback_model_providers ?? []) : []) {
      const found = find(other, model, false);
      if (found !== null) return found;
    }
    return null;
  }

  function listedModel(vendor: Vendor, id: string): ModelInfo | undefined {
    const { names, patterns } = indexOf(vendor);
    return names.get(id) ?? patterns.find(({ match }) => isMeant(match, id));
  }

  /** Most ids are written out in the list, and going through hundreds of models takes a millisecond. */
  function indexOf(vendor: Vendor): VendorIndex {
    const known = indexes.get(vendor);
    if (known !== undefined) return known;
    const names = new Map<string, ModelInfo>();
    for (const model of vendor.models) {
      for (const name of exactNames(model.match)) if (!names.has(name)) names.set(name, model);
    }
    const index = { names, patterns: vendor.models.filter(({ match }) => !isExact(match)) };
    indexes.set(vendor, index);
    return index;
  }

  function entryOf(model: ModelInfo, vendor: Vendor | undefined, listedIn: string): CatalogEntry {
    const { prices, context_window: contextTokens = null } = model;
    return {
      source: listedIn,
      contextTokens,
      pricesAt: (atMs) => (Array.isArray(prices) ? pricesAt(model, vendor, atMs) : prices),
    };
  }

  /** Prices that change with the date or the hour of the day: the list's own rules say which hold. */
  function pricesAt(model: ModelInfo, vendor: Vendor | undefined, atMs: number): ModelPrice | null {
    if (vendor === undefined) return null;
    const alone = { ...vendor, models: [{ ...model, match: { contains: '' } }] };
    try {
      return (
        library.calcPrice({}, model.id, { provider: alone, timestamp: new Date(atMs) })?.model_price ?? null
      );
    } catch {
      // A rule or a price that this version of the list's code does not know.
      return null;
    }
  }

  return {
    find: (vendor, model) => find(vendor, model),
    vendorAt: (baseUrl) => library.findProvider({ providerApiUrl: baseUrl })?.id,
  };
}

function spelled(vendor: string, id: string): string {
  return (spellings[vendor] ?? []).reduce((name, [from, to]) => name.replace(from, to), id);
}
