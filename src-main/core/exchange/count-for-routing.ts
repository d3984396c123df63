import type { Facts } from '../routing/facts.ts';
import { countedFor } from '../routing/length.ts';
import type { Routing } from '../routing/routing.ts';
import type { RequestCount } from '../tokens/request-count.ts';
import { within } from './within.ts';

const limitMs = 50;

/**
 * The facts with the request's real length where its way depends on it, counted as the target counts that would take
 * it otherwise; a count that takes too long is done without.
 */
export async function factsByCount(
  facts: Facts,
  routing: Routing,
  count: Pick<RequestCount, 'whole'>,
): Promise<Facts> {
  const target = countedFor(facts, routing);
  if (target === null) return facts;
  const counted = await within(limitMs, count.whole(target));
  return counted === undefined ? facts : { ...facts, estimatedInputTokens: counted };
}
