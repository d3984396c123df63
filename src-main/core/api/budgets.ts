import type { OperationOutput } from '../../contract/operations.ts';
import { toUsd } from '../money.ts';
import type { ApiContext } from './context.ts';

/** Each budget and how much of its running day or month is spent, in the config's order. */
export function getBudgets({ budgets }: Pick<ApiContext, 'budgets'>): OperationOutput<'budgets.get'> {
  return {
    budgets: budgets.standings().map(({ budget, spentMicros, state }) => ({
      period: budget.period,
      provider: budget.provider ?? null,
      limitUsd: budget.limitUsd,
      spentUsd: toUsd(spentMicros),
      state,
      atLimit: typeof budget.atLimit === 'object' ? budget.atLimit.use : budget.atLimit,
    })),
  };
}
