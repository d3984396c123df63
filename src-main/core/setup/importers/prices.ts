import type { Price } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import type { Reading } from './draft.ts';
import { fieldsOf, modelOf } from './values.ts';

/** No price of anything. */
const largest = 1_000_000;

/** Names under which a tool writes prices, in our order. */
interface PriceNames {
  input: string;
  output: string;
  cacheRead: string;
  cacheWrite: string;
  cacheWrite1h: string;
}

/** Reads what claude-code-router 3 knows of prices, in US dollars per million tokens. */
export function readPricing(
  metadata: unknown,
  path: ConfigPath,
  id: string,
  reading: Reading,
): Record<string, Price> {
  const prices: Record<string, Price> = {};
  for (const [name, entry] of Object.entries(fieldsOf(metadata))) {
    const model = modelOf(name);
    const pricing = fieldsOf(fieldsOf(entry)['pricing']);
    const here = [...path, name, 'pricing'];
    const price = model === undefined ? undefined : readPrice(pricing, here, id, perMillion, 1, reading);
    if (model !== undefined && price !== undefined) prices[model] = price;
  }
  return prices;
}

const perMillion: PriceNames = {
  input: 'inputUsdPerMillionTokens',
  output: 'outputUsdPerMillionTokens',
  cacheRead: 'cacheReadUsdPerMillionTokens',
  cacheWrite: 'cacheWriteUsdPerMillionTokens',
  cacheWrite1h: 'cacheWrite1hUsdPerMillionTokens',
};

/** The names of LiteLLM, which counts in dollars per token. */
export const perToken: PriceNames = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cacheRead: 'cache_read_input_token_cost',
  cacheWrite: 'cache_creation_input_token_cost',
  cacheWrite1h: 'cache_creation_input_token_cost_above_1hr',
};

/** Reads the price of one model, where both input and output have one; the account says so of each part. */
export function readPrice(
  fields: Readonly<Record<string, unknown>>,
  path: ConfigPath,
  id: string,
  names: PriceNames,
  unit: number,
  { account }: Reading,
): Price | undefined {
  const read = (name: string): number | undefined => {
    const value = fields[name];
    // Twelve digits, so that a price per token times a million is the price that was meant.
    return typeof value === 'number' && value >= 0 && value <= largest
      ? Number((value * unit).toPrecision(12))
      : undefined;
  };
  const input = read(names.input);
  const output = read(names.output);
  if (input === undefined || output === undefined) return undefined;
  const price: Price = { input, output };
  for (const part of ['cacheRead', 'cacheWrite', 'cacheWrite1h'] as const) {
    const value = read(names[part]);
    if (value !== undefined) price[part] = value;
  }
  for (const [part, name] of Object.entries(names))
    if (read(name) !== undefined)
      account.carry([...path, name], `providers.${id}.prices`, `the price of ${part}`);
  return price;
}
