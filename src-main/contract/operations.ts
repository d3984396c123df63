import { z } from 'zod';
import { claudeCodeOperations } from './claude-code.ts';
import { routeNames, type Config } from './config.ts';
import { hostOperations } from './host.ts';
import { importOperations } from './imports.ts';
import { presetOperations } from './presets.ts';
import { trialInput, trialOutput } from './trial.ts';

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

/** US dollars, of whole micro-dollars; null is unknown, and never 0. */
const usd = z.number().nullable();

/** One attempt at a target, as it went. */
const attempt = z.object({
  target: z.string(),
  /** When it began, in milliseconds after the request came. */
  startMs: z.number(),
  totalMs: z.number(),
  /** The HTTP status that it amounts to. */
  status: z.int(),
  error: z.string().nullable(),
});
/** One attempt at a target, as it went. */
export type Attempt = z.infer<typeof attempt>;

/** What a request was, as far as it decided where it went; nothing of what it says. */
const requestFacts = z.object({
  class: z.string(),
  estimatedInputTokens: z.int(),
  tools: z.int(),
  messages: z.int(),
  hasImage: z.boolean(),
  /** How it is known for what it is, a few words each; null where it is not. */
  webSearch: z.string().nullable(),
  subagent: z.string().nullable(),
  think: z.string().nullable(),
  background: z.string().nullable(),
});
/** What a request was, as far as it decided where it went. */
export type RequestFacts = z.infer<typeof requestFacts>;

/** The price that a request's cost was computed with, in US dollars per million tokens. */
const priceUsed = z.object({
  /** `config`, `provider` (the upstream told the cost itself), `free`, `genai-prices` with its version, or `signalbox`. */
  source: z.string(),
  input: z.number().nullable(),
  output: z.number().nullable(),
  cacheRead: z.number().nullable(),
  cacheWrite: z.number().nullable(),
  cacheWrite1h: z.number().nullable(),
});
/** The price that a request's cost was computed with, in US dollars per million tokens. */
export type PriceUsed = z.infer<typeof priceUsed>;

/** All that the ledger holds of one request. */
export const requestDetail = requestRow.extend({
  sessionId: z.string().nullable(),
  /** How many of `cacheWriteTokens` were written for an hour. */
  cacheWrite1hTokens: count,
  /** How many of `outputTokens` were thinking. */
  thinkingTokens: count,
  price: priceUsed.nullable(),
  facts: requestFacts.nullable(),
  attemptLog: z.array(attempt),
});
/** All that the ledger holds of one request. */
export type RequestDetail = z.infer<typeof requestDetail>;

/** What a client sent and what it got, masked. */
const bodies = z.object({
  request: z.string(),
  response: z.string(),
  /** Whether either was longer than what is kept of it. */
  isCut: z.boolean(),
});
/** What a client sent and what it got, masked, as far as it was kept. */
export type Bodies = z.infer<typeof bodies>;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** One line of the log; secrets were masked before it was written. */
const logLine = z.object({
  atMs: z.int(),
  level: z.enum(logLevels),
  message: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
/** One line of the log. */
export type LogLine = z.infer<typeof logLine>;

const usageBy = z.enum(['day', 'provider', 'model', 'client', 'route']);
const days = z.int().min(1).max(36_500).optional();

const usageSums = z.object({
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
const usageRow = usageSums.extend({
  /** A day as `2026-11-28` in the machine's own time, an id, or a target; empty where there was none. */
  key: z.string(),
});
/** Requests of one key added up. */
export type UsageRow = z.infer<typeof usageRow>;

const percentiles = z.object({ p50: z.number(), p90: z.number(), p99: z.number() }).nullable();

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

/** A model that can be asked for, with what is known of it. */
const modelRow = z.object({
  /** A name of the config, or `provider/model`. */
  name: z.string(),
  /** Null for a name of the config. */
  provider: z.string().nullable(),
  /** Where requests for it go first. */
  target: z.string().nullable(),
  contextTokens: count,
  price: priceUsed.nullable(),
});
/** A model that can be asked for, with what is known of it. */
export type ModelRow = z.infer<typeof modelRow>;

const statusOutput = z.object({
  version: z.string(),
  uptimeSeconds: z.number(),
  address: z.string(),
  /** Folder of config.json, usage.db and the logs. */
  dataDir: z.string(),
  providers: z.array(z.object({ id: z.string(), state: providerState, lastError: z.string().optional() })),
  routes: routesShape,
  /** While paused every request but an explicit one goes to the default route. */
  paused: z.boolean(),
  last: z.object({ route: z.string(), target: z.string(), atMs: z.int() }).optional(),
  /** What became of a ledger that was damaged: where it was set aside. */
  ledgerProblem: z.string().optional(),
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
  /** Where a request would go and why; nothing is sent. */
  'routes.trial': { input: trialInput, output: trialOutput(requestFacts) },
  /** The config as written, with every default filled in. */
  'config.get': { input: nothing, output: z.custom<Config>() },
  'config.set': {
    input: z.strictObject({ config: z.record(z.string(), z.unknown()) }),
    output: z.custom<Config>(),
  },
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
  'providers.discover': { input: nothing, output: z.object({ found: z.array(found) }) },
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
      /** Only what ended with an error; a client that left is none. Among the newest 20,000. */
      failed: z.literal(true).optional(),
      /** What stands, in any case, in the requested model, the target, the reason or the error. Among the newest 20,000. */
      text: z.string().min(1).max(200).optional(),
    }),
    output: z.object({ requests: z.array(requestRow) }),
  },
  'requests.get': {
    input: z.strictObject({ id: z.string() }),
    /** The bodies are null where none were kept, and while keeping them is switched off. */
    output: requestDetail.extend({ bodies: bodies.nullable() }),
  },
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
  /** Makes a client's token anew and tells it once. */
  'clients.rotate': {
    input: z.strictObject({ id: z.string() }),
    output: z.object({ token: z.string() }),
  },
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
  'logs.list': {
    input: z.strictObject({
      /** This level and those above. */
      level: z.enum(logLevels).default('trace'),
      /** What must stand somewhere in the line, in any case. */
      text: z.string().default(''),
      limit: z.int().min(1).max(1000).default(200),
    }),
    /** Newest first. */
    output: z.object({ lines: z.array(logLine) }),
  },
  'budgets.get': { input: nothing, output: z.object({ budgets: z.array(budgetState) }) },
  'models.list': { input: nothing, output: z.object({ models: z.array(modelRow) }) },
  /** Lasts until it is taken back or the core ends. */
  'pause.set': {
    input: z.strictObject({ paused: z.boolean() }),
    output: z.object({ paused: z.boolean() }),
  },
  ...hostOperations,
  ...claudeCodeOperations,
  ...importOperations,
  ...presetOperations,
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
