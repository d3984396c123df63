import { RequestError } from '../errors.ts';
import type { BudgetStanding } from '../ledger/budgets.ts';
import { keepToBudgets } from '../routing/budget.ts';
import { readFacts } from '../routing/facts.ts';
import { decide, type Decision } from '../routing/route.ts';
import type { Routing, Target } from '../routing/routing.ts';
import type { TokenCounter } from '../tokens/counter.ts';
import { RequestCount } from '../tokens/request-count.ts';
import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import { factsByCount } from './count-for-routing.ts';
import type { IncomingExchange } from './exchange.ts';
import { prepareCount } from './prepare-count.ts';
import { clientWires } from './protocols.ts';
import { readBody } from './read-body.ts';
import { UpstreamCounts } from './upstream-counts.ts';
import { createTurns } from './turns.ts';
import type { Upstream } from './upstream.ts';
import { within } from './within.ts';

export interface CountingOptions {
  /** The routing that is in force now. */
  routing: () => Routing;
  budgets: () => readonly BudgetStanding[];
  upstreamOf: (id: string) => Upstream | undefined;
  counter: TokenCounter;
  now: () => number;
  /** Milliseconds that a provider's own counter may take before the local count answers. */
  upstreamLimitMs: number;
}

/**
 * Counts the input tokens of a Messages request as the model counts them that it would be routed to: by the provider's
 * own counter where it has one that answers in time, else here.
 * @throws RequestError for a body that is no such request, or that names a model which nothing knows
 */
export type CountTokens = (incoming: IncomingExchange) => Promise<number>;

/** Makes the counting over what the core holds. */
export function createCountTokens(options: CountingOptions): CountTokens {
  const { routing, counter, now, upstreamLimitMs: limitMs } = options;
  const upstreamCounts = new UpstreamCounts({ now, limitMs });
  const takeTurn = createTurns();

  return async (incoming) => {
    await takeTurn();
    const { body, headers, client } = incoming;
    const parsed = readBody(body);
    await takeTurn();
    const { request } = clientWires.anthropic.readRequest(parsed);
    await takeTurn();
    const rough = readFacts(request, { headers, client, bodyBytes: body.length });
    const roughTokens = rough.estimatedInputTokens;
    const count = new RequestCount({ request, bodyBytes: body.length, roughTokens }, counter);
    const inForce = routing();
    const decision = asBudgetsHaveIt(decide(await factsByCount(rough, inForce, count), inForce), inForce);
    await takeTurn();
    const target = decision.targets[0] ?? { target: request.model, model: request.model };
    const told = 'provider' in target ? ask({ incoming, decision }, request, target, count) : undefined;
    const counted = count.whole(target);
    return (told && (await within(limitMs, told))) ?? counted;
  };

  /** A spent budget may send the request to another model; to count it costs nothing, so that none refuses it. */
  function asBudgetsHaveIt(decision: Decision, inForce: Routing): Decision {
    try {
      return keepToBudgets(decision, options.budgets(), inForce);
    } catch (error) {
      if (error instanceof RequestError && error.kind === 'billing') return decision;
      throw error;
    }
  }

  /** The provider's own count, from which ours learns, or undefined. */
  function ask(
    decided: { incoming: IncomingExchange; decision: Decision },
    request: MessagesRequest,
    target: Target,
    count: RequestCount,
  ): Promise<number | undefined> | undefined {
    const upstream = options.upstreamOf(target.provider);
    const call = upstream && prepareCount(decided, request, upstream, target.model);
    return call && upstreamCounts.ask(upstream, call, (tokens) => void count.learn(target, tokens));
  }
}
