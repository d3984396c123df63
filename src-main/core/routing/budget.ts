import { RequestError } from '../errors.ts';
import { describeBudget, type BudgetStanding } from '../ledger/budgets.ts';
import { formatMinute } from '../ledger/calendar.ts';
import { formatUsd } from '../money.ts';
import type { Decision } from './route.ts';
import type { Routing, Use } from './routing.ts';

/**
 * A decision as the spent budgets allow it; its `reason` says what they changed. A budget in all that stops refuses
 * everything; one that switches sends everything to its model. A provider's spent budget takes the provider's targets
 * out, and where none is left its model takes over, or nothing. Throws RequestError `billing` where nothing may answer.
 */
export function keepToBudgets(
  decision: Decision,
  standings: readonly BudgetStanding[],
  routing: Pick<Routing, 'find'>,
): Decision {
  const spent = standings.filter(isBinding).toSorted(longestFirst);
  if (spent.length === 0) return decision;
  const inAll = spent.filter(({ budget }) => budget.provider === undefined);
  const stop = inAll.find(({ budget }) => budget.atLimit === 'stop');
  if (stop) throw refusal([stop]);
  const [first] = inAll;
  const begun = first ? switched(decision, first, routing) : decision;
  return keepToProviders(begun, spent, routing);
}

/** One that only tells changes nothing. */
function isBinding({ state, budget }: BudgetStanding): boolean {
  return state === 'over' && budget.atLimit !== 'warn';
}

/** Of several that apply, the one that lasts longest decides. */
function longestFirst(one: BudgetStanding, other: BudgetStanding): number {
  return other.span.endMs - one.span.endMs;
}

/**
 * The budgets of a provider that switch have had their say once one of them was followed: its model may well be a
 * cheaper one of the same provider. Those that stop hold for every model.
 */
function keepToProviders(
  decision: Decision,
  spent: readonly BudgetStanding[],
  routing: Pick<Routing, 'find'>,
): Decision {
  const blocking = spent.filter(({ budget }) =>
    decision.targets.some(({ provider }) => provider === budget.provider),
  );
  const isFree = ({ provider }: { provider: string }) =>
    !blocking.some(({ budget }) => budget.provider === provider);
  const targets = decision.targets.filter(isFree);
  const [first] = blocking;
  if (first === undefined) return decision;
  if (targets.length > 0) {
    const names = blocking.map(({ budget }) => describeBudget(budget)).join(' and ');
    const are = blocking.length === 1 ? 'is' : 'are';
    return { ...decision, targets, reason: `${decision.reason}; ${names} ${are} spent, so others serve` };
  }
  const next = blocking.find(({ budget }) => switchesTo(budget.atLimit) !== undefined);
  if (next === undefined) throw refusal(blocking);
  const left = spent.filter(
    ({ budget }) => budget.provider !== next.budget.provider || budget.atLimit === 'stop',
  );
  return keepToProviders(switched(decision, next, routing), left, routing);
}

function switched(decision: Decision, standing: BudgetStanding, routing: Pick<Routing, 'find'>): Decision {
  const name = switchesTo(standing.budget.atLimit);
  const use: Use | undefined = name === undefined ? undefined : routing.find(name);
  if (use === undefined) throw refusal([standing]);
  const { targets, strategy } = use;
  const why = `${describeBudget(standing.budget)} is spent, so ${JSON.stringify(use.name)} takes it`;
  return { ...decision, use: use.name, targets, strategy, reason: `${decision.reason}; ${why}` };
}

function switchesTo(atLimit: BudgetStanding['budget']['atLimit']): string | undefined {
  return typeof atLimit === 'object' ? atLimit.use : undefined;
}

function refusal(blocking: readonly BudgetStanding[]): RequestError {
  const facts = blocking.map(
    ({ budget, spentMicros, span }) =>
      `${describeBudget(budget)} is spent (${formatUsd(spentMicros)}) until ${formatMinute(span.endMs)}`,
  );
  const isInAll = blocking.some(({ budget }) => budget.provider === undefined);
  const advice = isInAll ? 'wait' : 'wait, ask for a model of another provider';
  return new RequestError(
    'billing',
    `${facts.join('; ')}: ${advice}, or raise the limit under budgets in Signalbox's config`,
  );
}
