import type { Usage } from '../wire/anthropic/messages.ts';
import { offList } from '../wire/told-cost.ts';

/**
 * The words by which Anthropic's usage says that an answer was made on the terms of the price list. Fast mode, priority,
 * batches and a chosen region cost more or less by factors that the list does not hold.
 */
const listTerms: Readonly<Record<string, readonly unknown[]>> = {
  speed: [undefined, null, 'standard'],
  service_tier: [undefined, null, 'standard'],
  inference_geo: [undefined, null, '', 'global', 'not_available'],
};

/** Whether list prices hold for an answer, as far as its usage says. */
export function hasListTerms(usage: Usage): boolean {
  if (usage[offList]) return false;
  return Object.entries(listTerms).every(([field, words]) => words.includes(usage[field]));
}
