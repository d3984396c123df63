import type { Provider as Vendor, updatePrices, waitForUpdate } from '@pydantic/genai-prices';
import { createCatalog } from './catalog.ts';
import type { Prices } from './prices.ts';
import { createPriceUpdates, isPriceList, type PriceUpdates } from './update.ts';

export interface PriceListOptions {
  prices: Pick<Prices, 'use'>;
  /** Where a fetched list is kept between starts. */
  file: string;
  /** The version of the list that ships with us. */
  version: string;
  fetch: typeof fetch;
  now: () => number;
  onMiss: (why: string) => void;
}

/**
 * Loads the price list, which takes a moment of the event loop and so must not be on the way of a request, and gives
 * what keeps it new.
 */
export async function openPriceList(options: PriceListOptions): Promise<PriceUpdates> {
  const { prices, version, ...rest } = options;
  const library = await import('@pydantic/genai-prices');
  const bundled = await library.waitForUpdate();
  prices.use(createCatalog(library, bundled ?? [], `genai-prices ${version}`));
  return createPriceUpdates({
    ...rest,
    url: library.REMOTE_DATA_JSON_URL,
    async take(list, atMs) {
      if (!isPriceList(list)) throw new Error('the source answered with something that is no price list');
      const vendors = await activated(library, list);
      prices.use(
        createCatalog(library, vendors, `genai-prices ${new Date(atMs).toISOString().slice(0, 10)}`),
      );
    },
  });
}

/** Loads the list in the background and keeps it new; a list that cannot be loaded leaves costs by it unknown. */
export function startPriceList(options: PriceListOptions, onFailure: (error: unknown) => void): PriceUpdates {
  let wanted: Parameters<PriceUpdates['follow']>[0] = 'off';
  let isClosed = false;
  let updates: PriceUpdates | undefined;
  const opened = open();

  async function open(): Promise<void> {
    try {
      updates = await openPriceList(options);
      if (!isClosed) updates.follow(wanted);
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    follow(update) {
      wanted = update;
      updates?.follow(update);
    },
    async close() {
      isClosed = true;
      await opened;
      await updates?.close();
    },
  };
}

interface Updatable {
  updatePrices: typeof updatePrices;
  waitForUpdate: typeof waitForUpdate;
}

/** The list as the library takes it: it refuses rules that it does not know. */
async function activated(library: Updatable, list: Vendor[]): Promise<readonly Vendor[]> {
  library.updatePrices(({ setProviderData }: { setProviderData: (data: Vendor[]) => void }) =>
    setProviderData(list),
  );
  return (await library.waitForUpdate()) ?? list;
}
