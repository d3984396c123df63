import { recordOf } from './open-fields.ts';

/**
 * The field of a usage that holds the cost which the upstream told, in US dollars. It is no name, so that it is in no
 * JSON and no client ever sees it.
 */
export const toldCost: unique symbol = Symbol('told cost');

/** A usage's part that tells what the answer cost; nothing in it where nothing was told. */
export interface ToldCost {
  [toldCost]?: number;
}

/**
 * Reads `cost` in an upstream's usage, as OpenRouter has it: what was charged to the account there. Where the account
 * brought a key of its own that is a fee only, and what the vendor charged comes on top. Source:
 * https://openrouter.ai/docs/use-cases/usage-accounting (2026-11)
 */
export function readToldCost(usage: Readonly<Record<string, unknown>>): ToldCost {
  const { cost, is_byok: hasOwnKey, cost_details: details } = usage;
  const upstream = hasOwnKey === true ? recordOf(details)['upstream_inference_cost'] : 0;
  return isAmount(cost) && isAmount(upstream) ? { [toldCost]: cost + upstream } : {};
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
