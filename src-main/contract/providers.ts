import { z } from 'zod';

/** What went wrong in a provider's test, so that the user knows what to mend. */
const providerTestError = z.object({
  code: z.enum([
    'no-key',
    'key-refused',
    'unknown-host',
    'connection-refused',
    'wrong-path',
    'bad-certificate',
    'timeout',
    'rate-limited',
    'upstream-error',
  ]),
  message: z.string(),
});

const providerTest = z.object({
  ok: z.boolean(),
  latencyMs: z.number(),
  models: z.array(z.string()).optional(),
  error: providerTestError.optional(),
});
/** What a provider's test found. */
export type ProviderTest = z.infer<typeof providerTest>;

/** A provider that is at hand but not configured yet. */
const found = z.discriminatedUnion('kind', [
  /** A program on this machine that answered. */
  z.object({
    kind: z.literal('running'),
    preset: z.string(),
    name: z.string(),
    baseUrl: z.string(),
    models: z.array(z.string()),
  }),
  /** A variable of the environment in which its key usually stands; the name alone, never what it holds. */
  z.object({ kind: z.literal('key'), preset: z.string(), name: z.string(), env: z.string() }),
]);
/** A provider that is at hand but not configured yet. */
export type FoundProvider = z.infer<typeof found>;

/** A provider's balance as it was last told. */
const providerBalance = z.object({
  id: z.string(),
  /** Whether the provider tells a balance at all. */
  told: z.boolean(),
  balances: z.array(
    z.object({
      /** As in ISO 4217. */
      currency: z.string(),
      /** A decimal number, digit for digit as the provider told it. */
      amount: z.string(),
      /** All that can be spent, the given and the paid part of it, what is left of the key's own limit, or what was spent. */
      kind: z.enum(['available', 'granted', 'paid', 'key-limit', 'spent']),
    }),
  ),
  /** When the balances were told; null before the first time. */
  atMs: z.int().nullable(),
  /** Why there are none, or why they are old; null where nothing is wrong. */
  note: z.string().nullable(),
});
/** A provider's balance as it was last told; `providers.balance` answers one for each provider. */
export type ProviderBalance = z.infer<typeof providerBalance>;

/** The operations that ask providers. */
export const providerOperations = {
  'providers.test': { input: z.strictObject({ id: z.string() }), output: providerTest },
  /** Tests an entry that is not in the config, with a key that is not kept. */
  'providers.try': {
    input: z.strictObject({
      provider: z.record(z.string(), z.unknown()),
      /** In place of the entry's own keys. */
      key: z.string().min(1).max(10_000).optional(),
    }),
    output: providerTest,
  },
  'providers.discover': { input: z.strictObject({}), output: z.object({ found: z.array(found) }) },
  'providers.balance': {
    input: z.strictObject({ id: z.string().optional() }),
    output: z.object({ providers: z.array(providerBalance) }),
  },
} as const;
