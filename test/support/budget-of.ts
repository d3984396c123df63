import type { Budget } from '../../src-main/contract/config.ts';

/** A budget as the config writes it, of one provider where one is named. */
export function budgetOf(
  period: Budget['period'],
  limitUsd: number,
  atLimit: Budget['then'],
  provider?: string,
): Budget {
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the config, never awaited
  return { period, limitUsd, then: atLimit, ...(provider === undefined ? {} : { provider }) };
}
