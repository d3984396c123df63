import { z } from 'zod';
import { routeNames } from './config.ts';

const nothing = z.strictObject({});
const count = z.int().nullable();

/** The state of a provider: `unknown` before its first request, `open` while its breaker refuses calls. */
const providerState = z.enum(['unknown', 'ok', 'failing', 'open', 'no-key']);

const routesShape = z.object({
  default: z.string(),
  webSearch: z.string().nullable(),
  subagent: z.string().nullable(),
  image: z.string().nullable(),
  think: z.string().nullable(),
  background: z.string().nullable(),
  longContext: z.object({ use: z.string(), aboveTokens: z.int() }).nullable(),
});

/** One request as the ledger holds it; what is unknown is null. Times in milliseconds, cost in US dollars. */
const requestRow = z.object({
  id: z.string(),
  atMs: z.int(),
  client: z.string().nullable(),
  protocol: z.string(),
  requestedModel: z.string().nullable(),
  route: z.string().nullable(),
  reason: z.string().nullable(),
  target: z.string().nullable(),
  /** The HTTP status that the outcome amounts to: 200 finished, 499 the client left, else the error's. */
  status: z.int().nullable(),
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  costUsd: z.number().nullable(),
  ttftMs: z.number().nullable(),
  totalMs: z.number().nullable(),
  attempts: z.int(),
  error: z.string().optional(),
});
/** One request as the ledger holds it and as `/api/events` pushes it; `status` is null while it runs. */
export type RequestRow = z.infer<typeof requestRow>;

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

const statusOutput = z.object({
  version: z.string(),
  uptimeSeconds: z.number(),
  address: z.string(),
  providers: z.array(z.object({ id: z.string(), state: providerState, lastError: z.string().optional() })),
  routes: routesShape,
  last: z.object({ route: z.string(), target: z.string(), atMs: z.int() }).optional(),
  /** What the config file's last change was refused for; the last good one is in force. */
  configError: z.string().optional(),
});
/** The answer of `status.get`, pushed as it changes. */
export type Status = z.infer<typeof statusOutput>;

/** Every operation behind `POST /api/NAME`: its input and its output. */
export const operations = {
  'status.get': { input: nothing, output: statusOutput },
  'routes.set': {
    input: z.strictObject({ route: z.enum(routeNames), use: z.string().min(1).nullable() }),
    output: routesShape,
  },
  'config.get': { input: nothing, output: z.record(z.string(), z.unknown()) },
  'config.set': {
    input: z.strictObject({ config: z.record(z.string(), z.unknown()) }),
    output: z.record(z.string(), z.unknown()),
  },
  'providers.test': {
    input: z.strictObject({ id: z.string() }),
    output: z.object({
      ok: z.boolean(),
      latencyMs: z.number(),
      models: z.array(z.string()).optional(),
      error: providerTestError.optional(),
    }),
  },
  'providers.balance': {
    input: z.strictObject({ id: z.string().optional() }),
    output: z.object({ providers: z.array(providerBalance) }),
  },
  'keys.set': {
    input: z.strictObject({ name: z.string().min(1).max(200), value: z.string().min(1).max(10_000) }),
    output: nothing,
  },
  'keys.remove': { input: z.strictObject({ name: z.string().min(1).max(200) }), output: nothing },
  'requests.list': {
    input: z.strictObject({
      limit: z.int().min(1).max(1000).default(100),
      beforeId: z.string().optional(),
      provider: z.string().optional(),
      route: z.string().optional(),
      status: z.int().optional(),
    }),
    output: z.object({ requests: z.array(requestRow) }),
  },
} as const;

/** The name of an operation. */
export type OperationName = keyof typeof operations;
/** What an operation takes, after defaults. */
export type OperationInput<Name extends OperationName> = z.output<(typeof operations)[Name]['input']>;
/** What a caller of an operation may leave out. */
export type OperationRequest<Name extends OperationName> = z.input<(typeof operations)[Name]['input']>;
/** What an operation answers. */
export type OperationOutput<Name extends OperationName> = z.output<(typeof operations)[Name]['output']>;
/** The body of an operation that failed. */
export interface OperationFailure {
  error: { code: string; message: string };
}
