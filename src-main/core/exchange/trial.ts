import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { BudgetStanding } from '../ledger/budgets.ts';
import { keepToBudgets } from '../routing/budget.ts';
import { readFacts } from '../routing/facts.ts';
import { decide, lookAtWays, type Decision } from '../routing/route.ts';
import type { Routing } from '../routing/routing.ts';
import type { TokenCounter } from '../tokens/counter.ts';
import { RequestCount } from '../tokens/request-count.ts';
import { factsByCount } from './count-for-routing.ts';
import { clientWires } from './protocols.ts';
import { keptFacts, type KnownFacts, type RecentFacts } from './recent-facts.ts';
import { factsToKeep } from './request-facts.ts';

type Asked = OperationInput<'routes.trial'>;

interface TrialParts {
  budgets: () => readonly BudgetStanding[];
  counter: TokenCounter;
  recentFacts: Pick<RecentFacts, 'get'>;
}

/** Says where a request would go under a routing, and why; nothing is sent, counted as a turn, or written. */
export type RoutingTrial = (asked: Asked, routing: Routing) => Promise<OperationOutput<'routes.trial'>>;

/** Makes the trial, which goes the way of a request as far as its decision. Throws RequestError where that would. */
export function createTrial({ budgets, counter, recentFacts }: TrialParts): RoutingTrial {
  return async (asked, routing) => {
    const { facts, shown } = known(asked.id) ?? (await read(asked, routing));
    const decided = decide(facts, routing);
    const { decision, refusal } = withinBudgets(decided, routing);
    return {
      decision: {
        route: decision.route,
        reason: decision.reason,
        use: decision.use,
        targets: decision.targets.map(({ target }) => target),
      },
      refusal,
      facts: shown,
      model: facts.model,
      ways: lookAtWays(facts, routing).map(({ way, found, reason }) => ({
        way,
        applies: found !== null,
        reason,
        use: found?.use.name ?? null,
      })),
    };
  };

  function known(id: string | undefined): KnownFacts | undefined {
    if (id === undefined) return undefined;
    const kept = recentFacts.get(id);
    if (kept) return kept;
    throw new RequestError(
      'not-found',
      `the request "${id}" cannot be tried any more: only the newest ${keptFacts} since Signalbox was started can; paste its body instead`,
    );
  }

  async function read(
    { request: body, protocol, headers, client }: Asked,
    routing: Routing,
  ): Promise<KnownFacts> {
    const { request } = clientWires[protocol].readRequest(body);
    const bodyBytes = Buffer.byteLength(JSON.stringify(body));
    const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const context = { headers: Object.fromEntries(lowerCased), client, bodyBytes };
    const rough = readFacts(request, context);
    const asked = { request, bodyBytes, roughTokens: rough.estimatedInputTokens };
    const facts = await factsByCount(rough, routing, new RequestCount(asked, counter));
    return { facts, shown: factsToKeep(facts, request) };
  }

  function withinBudgets(
    decision: Decision,
    routing: Routing,
  ): { decision: Decision; refusal: string | null } {
    try {
      return { decision: keepToBudgets(decision, budgets(), routing), refusal: null };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { decision, refusal: error.message };
    }
  }
}
