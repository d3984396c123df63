import { recordOf } from './open-fields.ts';

/**
 * The field of a usage that holds the cost which the upstream told, in US dollars. It is no name, so that it is in no
 * JSON and no client ever sees it.
 */
export const toldCost: unique symbol = Symbol('told cost');

/** The field of a usage that says that the vendor's ordinary prices do not hold for the answer; no name either. */
export const offList: unique symbol = Symbol('off the list');

/** What of a usage is said of its cost beside the counts; nothing in it where nothing was told. */
export interface ToldCost {
  [toldCost]?: number;
  [offList]?: true;
}

/** Tiers of OpenAI's that cost more or less than its list says. */
const offListTiers: readonly unknown[] = ['flex', 'priority'];

/** Reads `service_tier` beside an answer's usage in OpenAI's protocols: how the answer was made, not what was asked for. */
export function readServiceTier(tier: unknown): ToldCost {
  return offListTiers.includes(tier) ? { [offList]: true } : {};
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
