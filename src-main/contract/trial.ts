import { z } from 'zod';

const protocols = ['anthropic', 'openai-chat', 'openai-completions', 'openai-responses'] as const;

/** What a trial of the routing takes: a past request by its id, or a body. */
export const trialInput = z
  .strictObject({
    /** A request that the core has seen since its start, one of the newest. */
    id: z.string().min(1).max(200).optional(),
    /** A request's body, as a client sends it. */
    request: z.record(z.string(), z.unknown()).optional(),
    /** The protocol of `request`. */
    protocol: z.enum(protocols).default('anthropic'),
    /** Of the request, names in any case. */
    headers: z.record(z.string(), z.string()).default({}),
    /** Id of the client that sends it. */
    client: z.string().nullable().default(null),
    /** A config that is not saved yet; the one in force where absent. */
    config: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ id, request }) => (id === undefined) !== (request === undefined), {
    error: 'give either id or request',
  });

/** One way in which a request may find its model, as it was looked at. */
const triedWay = z.object({
  /** `explicit`, `rule:NAME`, a route's name, `model` or `default`. */
  way: z.string(),
  applies: z.boolean(),
  /** Why it applies, or why it does not. */
  reason: z.string(),
  /** What it uses: a name in `models`, or `provider/model`; null where it does not apply. */
  use: z.string().nullable(),
});
/** One way in which a request may find its model, as it was looked at. */
export type TriedWay = z.infer<typeof triedWay>;

/** Where a request would go, with `facts` as the ledger keeps them. */
export function trialOutput<Facts extends z.ZodType>(facts: Facts) {
  return z.object({
    decision: z.object({
      route: z.string(),
      /** As the request's row would have it, budgets included. */
      reason: z.string(),
      use: z.string(),
      targets: z.array(z.string()),
    }),
    /** Why a spent budget would refuse it; null where none would. */
    refusal: z.string().nullable(),
    facts,
    /** The model that was asked for. */
    model: z.string(),
    /** In their order: the first that applies is taken. */
    ways: z.array(triedWay),
  });
}
