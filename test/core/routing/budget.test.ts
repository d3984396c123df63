import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Budget } from '../../../src-main/contract/config.ts';
import { RequestError } from '../../../src-main/core/errors.ts';
import type { BudgetStanding } from '../../../src-main/core/ledger/budgets.ts';
import { keepToBudgets } from '../../../src-main/core/routing/budget.ts';
import { decide, type Decision } from '../../../src-main/core/routing/route.ts';
import { budgetOf } from '../../support/budget-of.ts';
import { factsOf, routingOf } from './given.ts';

const routing = routingOf({
  models: {
    both: { targets: ['on/big', 'other/big'], strategy: 'round-robin' },
    cheap: { targets: ['other/small'] },
    onCheap: { targets: ['on/small'] },
  },
});

const ends = { day: new Date(2026, 10, 29).getTime(), month: new Date(2026, 11, 1).getTime() };

/** A budget of $5 of which $5.12 are spent. */
function over(
  period: Budget['period'],
  atLimit: Budget['atLimit'],
  provider?: string,
  state: BudgetStanding['state'] = 'over',
): BudgetStanding {
  const budget = budgetOf(period, 5, atLimit, provider);
  return { budget, span: { startMs: 0, endMs: ends[period] }, spentMicros: 5_120_000, state };
}

function kept(model: string, ...standings: BudgetStanding[]): Decision {
  return keepToBudgets(decide(factsOf({ model }), routing), standings, routing);
}

const targetsOf = ({ targets }: Decision): string[] => targets.map(({ target }) => target);

/** Where the request goes, or what a refused client reads. */
function outcome(model: string, standings: readonly BudgetStanding[]): Decision | RequestError {
  try {
    return kept(model, ...standings);
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}

function refusal(model: string, ...standings: BudgetStanding[]): string {
  const refused = outcome(model, standings);
  return refused instanceof RequestError ? `${refused.status}: ${refused.message}` : 'not refused';
}

test.each([
  ['has something left', over('day', 'stop', undefined, 'ok')],
  ['is nearly spent', over('day', 'stop', undefined, 'warn')],
  ['only tells', over('day', 'warn')],
  ['is of a provider that is not asked', over('day', 'stop', 'elsewhere')],
])('a budget that %s changes nothing', (_what, budget) => {
  expect(kept('both', budget)).toEqual(decide(factsOf({ model: 'both' }), routing));
});

describe('a budget in all', () => {
  test('that stops refuses whatever is asked for, and says until when', () => {
    const told =
      "402: the daily budget of $5.00 is spent ($5.12) until 2026-11-29 00:00: wait, or raise the limit under budgets in Signalbox's config";
    expect(refusal('on/x', over('day', 'stop'))).toBe(told);
    expect(refusal('nothing-known', over('day', 'stop'))).toBe(told);
  });

  test('that switches sends everything to its model; the route stays and the reason grows', () => {
    const decision = kept('claude-opus-5-5', over('day', { use: 'cheap' }));
    expect(decision).toMatchObject({ route: 'default', use: 'cheap', strategy: 'priority' });
    expect(targetsOf(decision)).toEqual(['other/small']);
    expect(decision.reason).toBe(
      'nothing else applies to "claude-opus-5-5", so routes.default takes it; the daily budget of $5.00 is spent, so "cheap" takes it',
    );
  });

  test('that switches may name a target', () => {
    expect(targetsOf(kept('both', over('day', { use: 'on/tiny' })))).toEqual(['on/tiny']);
  });

  test('that stops is stronger than one that switches', () => {
    expect(refusal('both', over('day', { use: 'cheap' }), over('month', 'stop'))).toContain(
      'the monthly budget',
    );
  });

  test('of a month comes before that of a day where both switch', () => {
    const day = over('day', { use: 'cheap' });
    const month = over('month', { use: 'on/tiny' });
    expect(targetsOf(kept('both', day, month))).toEqual(['on/tiny']);
  });
});

describe("a provider's budget", () => {
  test('takes its targets out, and others serve with the same strategy', () => {
    const decision = kept('both', over('day', 'stop', 'on'));
    expect(targetsOf(decision)).toEqual(['other/big']);
    expect(decision).toMatchObject({ use: 'both', strategy: 'round-robin' });
    expect(decision.reason).toBe(
      'the client asked for "both" by name; the daily budget of $5.00 for on is spent, so others serve',
    );
  });

  test('that stops refuses where no target is left', () => {
    expect(refusal('onCheap', over('day', 'stop', 'on'))).toBe(
      "402: the daily budget of $5.00 for on is spent ($5.12) until 2026-11-29 00:00: wait, ask for a model of another provider, or raise the limit under budgets in Signalbox's config",
    );
  });

  test('that switches sends the request on where no target is left', () => {
    const decision = kept('on/x', over('day', { use: 'cheap' }, 'on'));
    expect(targetsOf(decision)).toEqual(['other/small']);
    expect(decision.reason).toContain('the daily budget of $5.00 for on is spent, so "cheap" takes it');
  });

  test('may switch to a cheaper model of the same provider', () => {
    const budgets = [over('day', { use: 'onCheap' }, 'on'), over('month', { use: 'onCheap' }, 'on')];
    expect(targetsOf(kept('on/x', ...budgets))).toEqual(['on/small']);
    expect(targetsOf(kept('onCheap', ...budgets))).toEqual(['on/small']);
  });

  test('that stops also holds for the model that another budget switches to', () => {
    const stops = over('day', 'stop', 'other');
    expect(refusal('on/x', over('day', { use: 'cheap' }), stops)).toContain('for other');
    expect(refusal('on/x', over('day', { use: 'cheap' }, 'on'), stops)).toContain('for other');
    expect(targetsOf(kept('both', stops))).toEqual(['on/big']);
  });

  test('of a month that stops is not passed by one of a day that switches to the same provider', () => {
    const day = over('day', { use: 'onCheap' }, 'on');
    expect(refusal('on/x', day, over('month', 'stop', 'on'))).toContain('the monthly budget');
  });

  test('sends the request on in turn, and two that point at each other end', () => {
    const on = over('day', { use: 'cheap' }, 'on');
    const other = over('day', { use: 'onCheap' }, 'other');
    expect(targetsOf(kept('on/x', on, other))).toEqual(['on/small']);
    expect(targetsOf(kept('cheap', on, other))).toEqual(['other/small']);
  });
});

test('whatever is spent, no request goes to a provider whose spent budget stops, or past one in all that does', () => {
  const use = fc.constantFrom('both', 'cheap', 'onCheap', 'on/x', 'other/y');
  const budget = fc.tuple(
    fc.constantFrom('day' as const, 'month' as const),
    fc.oneof(fc.constantFrom('stop' as const, 'warn' as const), fc.record({ use })),
    fc.constantFrom('on', 'other', undefined),
    fc.constantFrom('ok' as const, 'warn' as const, 'over' as const),
  );
  fc.assert(
    fc.property(use, fc.array(budget, { maxLength: 6 }), (model, budgets) => {
      const standings = budgets.map((parts) => over(...parts));
      const stopped = standings
        .filter(({ state, budget: { atLimit } }) => state === 'over' && atLimit === 'stop')
        .map(({ budget: { provider } }) => provider);
      const reached = outcome(model, standings);
      const targets = reached instanceof RequestError ? [] : reached.targets;
      const forbidden = targets.filter(({ provider }) => stopped.includes(provider));
      const isWrong = reached instanceof RequestError ? stopped.length === 0 : stopped.includes(undefined);
      expect({ forbidden, isWrong }).toEqual({ forbidden: [], isWrong: false });
      expect(reached instanceof RequestError).toBe(targets.length === 0);
    }),
    { numRuns: 2_000 },
  );
});
