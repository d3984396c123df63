import type { Config } from '../../contract/config.ts';
import type { ValueProblem } from './schema-problems.ts';

/** Finds budgets of providers that are not there, and two that limit the same. */
export function checkBudgets({ budgets, providers }: Config): ValueProblem[] {
  const ids = providers.map(({ id }) => id);
  return budgets.flatMap(({ period, provider }, index): ValueProblem[] => {
    const path = ['budgets', index];
    if (provider !== undefined && !ids.includes(provider)) {
      const message = `there is no provider "${provider}"; known: ${ids.join(', ')}`;
      return [{ path: [...path, 'provider'], message }];
    }
    const first = budgets.findIndex((other) => other.period === period && other.provider === provider);
    if (first === index) return [];
    const whose = provider === undefined ? '' : ` for ${provider}`;
    return [{ path, message: `budgets[${first}] is already a budget per ${period}${whose}: keep one` }];
  });
}
