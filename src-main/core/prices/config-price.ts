import type { Price } from '../../contract/config.ts';
import type { PriceUsed } from '../../contract/requests.ts';
import { compilePattern, isPattern } from '../routing/pattern.ts';

/** The price that a config names for a model; of several patterns the one that says most of the name counts. */
export function configPrice(prices: Readonly<Record<string, Price>>, model: string): PriceUsed | null {
  const exact = Object.hasOwn(prices, model) ? prices[model] : undefined;
  if (exact !== undefined) return asUsed(exact);
  const [best] = Object.entries(prices)
    .filter(([pattern]) => isPattern(pattern) && compilePattern(pattern)(model))
    .sort(([one], [other]) => literalLength(other) - literalLength(one));
  return best === undefined ? null : asUsed(best[1]);
}

function asUsed({ input, output, cacheRead, cacheWrite, cacheWrite1h }: Price): PriceUsed {
  return {
    source: 'config',
    input,
    output,
    cacheRead: cacheRead ?? null,
    cacheWrite: cacheWrite ?? null,
    cacheWrite1h: cacheWrite1h ?? null,
  };
}

function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length;
}
