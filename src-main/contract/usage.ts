import { z } from 'zod';
import { count, usd } from './amounts.ts';

const usageBy = z.enum(['day', 'provider', 'model', 'client', 'route']);
const days = z.int().min(1).max(36_500).optional();

export const usageSums = z.object({
  requests: z.int(),
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  thinkingTokens: count,
  /** The sum of the costs that are known. */
  costUsd: usd,
  /** Finished requests whose cost is not known, and not in `costUsd`. */
  unpriced: z.int(),
  errors: z.int(),
});
export const usageRow = usageSums.extend({
  /** A day as `2026-11-28` in the machine's own time, an id, or a target; empty where there was none. */
  key: z.string(),
});
/** Requests of one key added up. */
export type UsageRow = z.infer<typeof usageRow>;

const percentiles = z.object({ p50: z.number(), p90: z.number(), p99: z.number() }).nullable();

/** The operations that add usage up. */
export const usageOperations = {
  'usage.summary': {
    input: z.strictObject({ days, by: usageBy.default('day') }),
    output: z.object({ rows: z.array(usageRow), total: usageSums }),
  },
  'usage.series': {
    input: z.strictObject({ days, by: usageBy.exclude(['day']).default('provider') }),
    output: z.object({ rows: z.array(usageRow.extend({ day: z.string() })) }),
  },
  'usage.latency': {
    input: z.strictObject({ days, by: usageBy.exclude(['day']).default('model') }),
    output: z.object({
      rows: z.array(
        z.object({ key: z.string(), requests: z.int(), ttftMs: percentiles, totalMs: percentiles }),
      ),
    }),
  },
  /** Answers a file rather than JSON. */
  'usage.export': {
    input: z.strictObject({ format: z.enum(['csv', 'json']).default('csv'), days }),
    output: z.unknown(),
  },
} as const;
