import { z } from 'zod';
import { usd } from './amounts.ts';
import { usageRow, usageSums } from './usage.ts';

const nothing = z.strictObject({});

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written as 2026-11');

const transaction = z.object({
  id: z.int(),
  atMs: z.int(),
  kind: z.enum(['top-up', 'charge', 'correction']),
  /** Added to the balance: negative for a charge. */
  usd: z.number(),
  balanceUsd: z.number(),
  note: z.string().nullable(),
  requestId: z.string().nullable(),
  route: z.string().nullable(),
  target: z.string().nullable(),
  /** What the request cost before the markup. */
  costUsd: usd,
});
/** One change of a client's balance. */
export type Transaction = z.infer<typeof transaction>;

const clientCredits = z.object({
  client: z.string(),
  name: z.string(),
  balanceUsd: z.number(),
  limitUsd: usd,
  markupPercent: z.number(),
  /** `warn` from 80 % of what may be spent, `refused` from 100 %. */
  state: z.enum(['ok', 'warn', 'refused']),
});
const creditsOutput = clientCredits.extend({
  /** Newest first. */
  transactions: z.array(transaction),
});
/** A client's balance and what it may spend. */
export type ClientCredits = z.infer<typeof clientCredits>;

/** A budget and how much of it is spent. */
const budgetState = z.object({
  period: z.enum(['day', 'month']),
  provider: z.string().nullable(),
  limitUsd: z.number(),
  spentUsd: z.number(),
  /** `warn` from 80 %, `over` from 100 %. */
  state: z.enum(['ok', 'warn', 'over']),
  /** What happens at the limit: `warn`, `stop`, or the name of the model that takes over. */
  atLimit: z.string(),
});
/** A budget and how much of it is spent. */
export type BudgetState = z.infer<typeof budgetState>;

/** Charges and corrections are negative, as in transactions: opening, topped up, corrected and charged are closing. */
const bill = z.object({
  client: z.string(),
  name: z.string(),
  openingUsd: z.number(),
  toppedUpUsd: z.number(),
  correctedUsd: z.number(),
  chargedUsd: z.number(),
  closingUsd: z.number(),
  usage: usageSums,
  models: z.array(usageRow.extend({ chargedUsd: z.number() })),
});

/** The operations of what clients may spend, and of what may be spent in all. */
export const creditsOperations = {
  'credits.list': { input: nothing, output: z.object({ clients: z.array(clientCredits) }) },
  'credits.get': {
    input: z.strictObject({ client: z.string(), limit: z.int().min(1).max(1000).default(100) }),
    output: creditsOutput,
  },
  'credits.add': {
    input: z.strictObject({
      client: z.string(),
      /** Below zero it is a correction. */
      usd: z
        .number()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((value) => value !== 0, 'an amount other than 0'),
      note: z.string().max(500).default(''),
    }),
    output: creditsOutput,
  },
  'credits.report': {
    input: z.strictObject({ month, client: z.string().optional() }),
    output: z.object({ month: z.string(), bills: z.array(bill) }),
  },
  'budgets.get': { input: nothing, output: z.object({ budgets: z.array(budgetState) }) },
} as const;
