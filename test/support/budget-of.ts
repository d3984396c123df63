import type { Budget } from '../../src-main/contract/config.ts';

/** A budget as the config writes it, of one provider where one is named. */
export function budgetOf(
  period: Budget['period'],
  limitUsd: number,
  atLimit: Budget['atLimit'],
  provider?: string,
): Budget {
  return { period, limitUsd, atLimit, ...(provider === undefined ? {} : { provider }) };
}
