import * as library from '@pydantic/genai-prices';
import { createCatalog, type Catalog } from '../../../src-main/core/prices/catalog.ts';
import { createPrices, type PricedProvider, type Prices } from '../../../src-main/core/prices/prices.ts';
import { findPreset } from '../../../src-main/core/providers/presets.ts';
import { resolveProvider } from '../../../src-main/core/providers/resolve.ts';
import { configSchema } from '../../../src-main/contract/config.ts';

/** The list that ships with us, as the core makes it. */
export async function bundledCatalog(): Promise<Catalog> {
  return createCatalog(library, (await library.waitForUpdate()) ?? [], 'genai-prices');
}

/** Prices by the list that ships with us. */
export async function listedPrices(): Promise<Prices> {
  const prices = createPrices();
  prices.use(await bundledCatalog());
  return prices;
}

/** A provider as a config entry makes it: a preset by its id, and what the entry says over it. */
export function providerOf(preset: string | undefined, over: Record<string, unknown> = {}): PricedProvider {
  const needsAddress = preset === undefined || findPreset(preset)?.baseUrl === undefined;
  const [entry] = configSchema.parse({
    providers: [
      {
        id: 'p',
        ...(preset === undefined ? {} : { preset }),
        ...(needsAddress ? { baseUrl: 'https://models.example.com/v1' } : {}),
        ...over,
      },
    ],
    routes: { default: 'p/m' },
  }).providers;
  if (entry === undefined) throw new Error('a config has a provider');
  return resolveProvider(entry);
}
