import type { Budget } from '../../../../src-main/contract/config.ts';
import { readAmount } from '../../../amount.ts';

/** A budget as it stands in its form. */
export interface BudgetDraft {
  /** Its place; null for a new one, which comes last. */
  index: number | null;
  period: Budget['period'];
  /** Empty for everything. */
  provider: string;
  limitUsd: string;
  atLimit: 'warn' | 'stop' | 'use';
  use: string | null;
}

/** The form of a budget; a new one is for a month and only warns. */
export function draftOfBudget(index: number | null, budget?: Budget): BudgetDraft {
  const { period = 'month', provider = '', limitUsd, atLimit = 'warn' } = budget ?? {};
  return {
    index,
    period,
    provider,
    limitUsd: limitUsd?.toString() ?? '',
    atLimit: typeof atLimit === 'object' ? 'use' : atLimit,
    use: typeof atLimit === 'object' ? atLimit.use : null,
  };
}

/** The budget that a form describes. */
export function budgetOf({ period, provider, limitUsd, atLimit, use }: BudgetDraft): Budget {
  return {
    period,
    ...(provider !== '' && { provider }),
    limitUsd: readAmount(limitUsd) ?? 0,
    atLimit: atLimit === 'use' ? { use: use ?? '' } : atLimit,
  };
}
