import { z } from 'zod';

const wireNames = [
  'anthropic',
  'openai-chat',
  'openai-responses',
  'gemini',
  'ollama',
  'claude-cli',
  'demo',
] as const;

/** Names of the protocols that a provider may speak. */
export type WireName = (typeof wireNames)[number];

/** What of Anthropic's protocol an Anthropic-compatible endpoint may not take. */
export const anthropicFeatures = [
  /** `role: "system"` among the messages; else it becomes user text in its place. */
  'midConversationSystem',
  /** `thinking.type: "adaptive"`; else thinking gets a budget or is switched off. */
  'adaptiveThinking',
  'contextManagement',
  /** `tool_reference` blocks and tools with `defer_loading`; else text, and tools that are loaded at once. */
  'toolReference',
  /** Tools that the endpoint runs itself, and what they left in the conversation. */
  'serverTools',
  'images',
  /** Documents and search results as blocks of their own. */
  'documents',
  /** `output_config.effort`. */
  'effort',
  /** `output_config.format`; else the schema is asked for in words. */
  'outputFormat',
  'cacheControl',
  /** The header `anthropic-beta`, and body fields that only a beta defines. */
  'betas',
] as const;

/** One thing that an Anthropic-compatible endpoint takes or does not. */
export type AnthropicFeature = (typeof anthropicFeatures)[number];

const milliseconds = z.int().min(1).max(86_400_000);
const headerValues = z.record(z.string().min(1), z.string());

const headers = z.strictObject({
  drop: z.array(z.string().min(1)).default([]),
  add: headerValues.default({}),
  force: headerValues.default({}),
  dropAll: z.boolean().default(false),
});

const timeouts = z.strictObject({
  connectMs: milliseconds.default(10_000),
  firstByteMs: milliseconds.default(120_000),
  idleMs: milliseconds.default(120_000),
});

const retry = z.strictObject({
  attempts: z.int().min(1).max(20).default(3),
  baseMs: milliseconds.default(500),
  maxMs: milliseconds.default(8_000),
  statuses: z.array(z.int().min(400).max(599)).default([408, 429, 500, 502, 503, 504, 529]),
});

const breaker = z.strictObject({
  failures: z.int().min(1).default(5),
  openMs: milliseconds.default(30_000),
});

const limits = z.strictObject({
  requestsPerMinute: z.int().min(0).default(0),
  concurrent: z.int().min(0).default(0),
});

const tls = z.strictObject({
  verify: z.boolean().default(true),
  caFile: z.string().min(1).nullable().default(null),
});

const usdPerMillion = z.number().min(0);

/** US dollars per million tokens; the cost of a request that used what has no price here is unknown. */
const price = z.strictObject({
  input: usdPerMillion,
  output: usdPerMillion,
  cacheRead: usdPerMillion.optional(),
  /** Written for five minutes. */
  cacheWrite: usdPerMillion.optional(),
  cacheWrite1h: usdPerMillion.optional(),
});

const jsonPath = z.string().min(1);

/** What is changed in a request's body on its way to a provider, in the order given. */
const transform = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('regex'),
    in: z.enum(['system', 'user', 'assistant', 'tool', 'all']).default('all'),
    /** A regular expression of RE2. */
    pattern: z.string().min(1),
    flags: z
      .string()
      .regex(/^[gims]*$/, 'flags are made of g, i, m and s')
      .default('g'),
    /** `$1` and `${name}` stand for groups. */
    replace: z.string(),
  }),
  z.strictObject({ kind: z.literal('drop'), path: jsonPath }),
  z.strictObject({ kind: z.literal('set'), path: jsonPath, value: z.json() }),
]);

/** One entry of `providers`: what is accepted there. */
export const providerSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'a provider id is made of a-z, 0-9 and -'),
  preset: z.string().optional(),
  wire: z.enum(wireNames).optional(),
  baseUrl: z.url({ protocol: /^https?$/, error: 'a baseUrl begins with http:// or https://' }).optional(),
  keys: z.array(z.string().min(1)).optional(),
  models: z.array(z.string().min(1)).optional(),
  /** Wire `anthropic`: what the endpoint takes, over what its preset says. */
  takes: z.partialRecord(z.enum(anthropicFeatures), z.boolean()).optional(),
  /** Vertex AI: the Google Cloud project. */
  projectId: z.string().min(1).optional(),
  /** Vertex AI: a region such as `europe-west4`; `global` where absent. */
  location: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'a location is a region such as "europe-west4", or "global"')
    .optional(),
  /** Vertex AI: the JSON key of a service account; without it the credentials of the machine. */
  serviceAccountFile: z.string().min(1).optional(),
  /** Wire `claude-cli`: the binary, where it is not `claude` on PATH. */
  command: z.string().min(1).optional(),
  /** Wire `ollama`: the most tokens of context that a model is loaded with. */
  contextTokens: z.int().min(1).optional(),
  /** Prices of your own, over what is known: model ids, or patterns with `*`. */
  prices: z.record(z.string().min(1), price).default({}),
  headers: headers.prefault({}),
  transforms: z.array(transform).default([]),
  timeouts: timeouts.prefault({}),
  retry: retry.prefault({}),
  breaker: breaker.prefault({}),
  limits: limits.prefault({}),
  tls: tls.prefault({}),
  proxy: z
    .url({ protocol: /^https?$/, error: 'a proxy begins with http:// or https://' })
    .nullable()
    .default(null),
});

const target = z.string().regex(/^[a-z0-9-]+\/.+$/, 'a target is provider/model');

const modelEntry = z.strictObject({
  targets: z
    .array(
      z.union([target, z.strictObject({ target, weight: z.number().positive() })], {
        error: 'a target is "provider/model" or { "target": "provider/model", "weight": 3 }',
      }),
    )
    .min(1, 'a model needs at least one target'),
  strategy: z.enum(['priority', 'round-robin', 'weighted']).default('priority'),
});

const use = z.string().min(1).nullable().default(null);

const routes = z.strictObject({
  default: z.string().min(1),
  webSearch: use,
  subagent: use,
  image: use,
  think: use,
  background: use,
  longContext: z
    .strictObject({ use: z.string().min(1), aboveTokens: z.int().min(1) })
    .nullable()
    .default(null),
});

const rule = z.strictObject({
  name: z.string().min(1),
  when: z.strictObject({
    class: z.string().optional(),
    model: z.string().optional(),
    client: z.string().optional(),
    tool: z.string().optional(),
    prompt: z.string().optional(),
    minTokens: z.int().min(0).optional(),
    header: headerValues.optional(),
  }),
  use: z.string().min(1),
});

const client = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'a client id is made of a-z, 0-9 and -'),
  /** How the pages call it; the id where absent. */
  name: z.string().min(1).optional(),
  token: z.string().min(1),
  requestsPerMinute: z.int().min(0).default(0),
  /** How far below zero the balance may go: 0 is prepaid, null no limit. */
  limitUsd: z.number().min(0).max(1_000_000).nullable().default(null),
  /** What a request's charge adds to its cost. */
  markupPercent: z.number().min(0).max(1_000).default(0),
});

const budget = z.strictObject({
  /** A day or a month of the machine's own calendar. */
  period: z.enum(['day', 'month']),
  /** A provider's id; everything where absent. */
  provider: z.string().min(1).optional(),
  limitUsd: z.number().positive().max(1_000_000),
  /** What happens once the limit is reached: it is said, requests go to a cheaper model, or they are refused. */
  atLimit: z
    .union([z.enum(['warn', 'stop']), z.strictObject({ use: z.string().min(1) })], {
      error: 'what happens at the limit is "warn", "stop" or { "use": "a model" }',
    })
    .default('warn'),
});

const server = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(4000),
  /** Names beside its own address that it is called by: of a container, of this machine in its network, of a proxy. */
  allowedHosts: z
    .array(
      z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'a name such as "router.lan", without a port'),
    )
    .default([]),
  requireToken: z.boolean().default(true),
  maxBodyMb: z.number().positive().max(1024).default(64),
  drainMs: z.int().min(0).default(10_000),
});

const ledger = z.strictObject({
  /** Days after which a request's row is deleted; its part in the daily sums stays. Null keeps all. */
  retentionDays: z.int().min(1).nullable().default(null),
});

const prices = z.strictObject({
  /** `daily`: newer prices are fetched from the library's own source, at most once a day. */
  update: z.enum(['off', 'daily']).default('off'),
});

const logging = z.strictObject({
  level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `masked`: what clients send and get is kept in files of their own, without secrets. */
  bodies: z.enum(['off', 'masked']).default('off'),
});

/** The schema of config.json: what is accepted, the default of each field, and the message for what is not. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  server: server.prefault({}),
  providers: z.array(providerSchema).min(1, 'at least one provider is needed'),
  models: z.record(z.string().min(1), modelEntry).default({}),
  routes,
  rules: z.array(rule).default([]),
  clients: z.array(client).default([
    {
      id: 'claude-code',
      token: 'keychain:client/claude-code',
      requestsPerMinute: 0,
      limitUsd: null,
      markupPercent: 0,
    },
  ]),
  budgets: z.array(budget).default([]),
  ledger: ledger.prefault({}),
  prices: prices.prefault({}),
  logging: logging.prefault({}),
});

/** A config as a person may write it: what has a default may be left out. */
export type WrittenConfig = z.input<typeof configSchema>;
/** A whole config with every default filled in. */
export type Config = z.infer<typeof configSchema>;
/** One entry of `providers` as configured, before its preset fills the gaps. */
export type ProviderConfig = Config['providers'][number];
/** One entry of `models`: ordered targets and how to choose among them. */
export type ModelEntry = Config['models'][string];
/** One entry of `rules`. */
export type Rule = Config['rules'][number];
/** One entry of `clients`. */
export type ClientConfig = Config['clients'][number];
/** What a provider's own prices are, in US dollars per million tokens. */
export type Price = z.infer<typeof price>;
/** One entry of a provider's `transforms`. */
export type Transform = z.infer<typeof transform>;
/** One entry of `budgets`. */
export type Budget = Config['budgets'][number];
/** The routes that `routes.set` may set to a model by name. */
export const routeNames = [
  'default',
  'webSearch',
  'subagent',
  'longContext',
  'image',
  'think',
  'background',
] as const;
/** A name of a route. */
export type RouteName = (typeof routeNames)[number];
