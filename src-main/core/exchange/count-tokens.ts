import { readFacts } from '../routing/facts.ts';
import { decide } from '../routing/route.ts';
import type { Routing } from '../routing/routing.ts';
import type { TokenCounter } from '../tokens/counter.ts';
import type { IncomingExchange } from './exchange.ts';
import { clientWires } from './protocols.ts';
import { readBody } from './read-body.ts';

interface CountingOptions {
  /** The routing that is in force now. */
  routing: () => Routing;
  counter: Pick<TokenCounter, 'count'>;
}

/**
 * Counts the input tokens of a Messages request as the model counts them that it would be routed to.
 * @throws RequestError for a body that is no such request, or that names a model which nothing knows
 */
export async function countTokens(
  { body, headers, client }: IncomingExchange,
  { routing, counter }: CountingOptions,
): Promise<number> {
  const { request } = clientWires.anthropic.readRequest(readBody(body));
  const facts = readFacts(request, { headers, client, bodyBytes: body.length });
  const [target] = decide(facts, routing()).targets;
  try {
    return await counter.count(request, target === undefined ? {} : { model: target.model });
  } catch {
    // A body so odd that the counter cannot walk it is the upstream's to judge; here a rough number serves.
    return facts.estimatedInputTokens;
  }
}
