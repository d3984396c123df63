import type { BudgetState } from '../../../../src-main/contract/credits.ts';

const states: Record<BudgetState['state'], string> = {
  ok: 'within',
  warn: 'nearly spent',
  over: 'spent',
};

/** What may be spent in a day or a month. */
export const budgets = {
  add: 'Add a budget',
  none: 'No budgets',
  noneHint:
    'A budget tells you when a day or a month gets expensive, and can switch to a cheaper model or stop.',
  form: 'Budget',
  all: { day: 'Everything in a day', month: 'Everything in a month' },
  of: {
    day: (provider: string) => `${provider} in a day`,
    month: (provider: string) => `${provider} in a month`,
  },
  everything: 'everything',
  periods: { day: 'A day', month: 'A month' },
  fields: {
    limitUsd: 'Limit in US dollars',
    period: 'Within',
    provider: 'Provider',
    atLimit: 'At the limit',
    use: 'Model that takes over',
  },
  hints: { limitUsd: 'More than 0.', period: 'Of this machine’s calendar.' },
  choices: {
    warn: { name: 'Tell me', meaning: 'At 80 % and at the limit; requests go on as before.' },
    use: {
      name: 'Switch to another model',
      meaning: 'Until the day or month is over, such as to a local one.',
    },
    stop: {
      name: 'Stop',
      meaning: 'Requests are refused until the day or month is over, or the limit is raised.',
    },
  },
  atLimit: {
    warn: 'tells you at the limit',
    stop: 'stops at the limit',
    use: (model: string) => `switches to ${model} at the limit`,
  },
  spent: (spent: string, limit: string) => `${spent} of ${limit}`,
  states,
  edit: (name: string) => `Edit ${name}`,
  delete: (name: string) => `Delete ${name}`,
  saved: 'The budget is in force',
  deleted: 'The budget was deleted',
};
