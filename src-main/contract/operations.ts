import { z } from 'zod';
import { count } from './amounts.ts';
import { claudeCodeOperations } from './claude-code.ts';
import { routeNames, type Config } from './config.ts';
import { creditsOperations } from './credits.ts';
import { hostOperations } from './host.ts';
import { importOperations } from './imports.ts';
import { presetOperations } from './presets.ts';
import { providerOperations } from './providers.ts';
import { priceUsed, requestFacts, requestOperations } from './requests.ts';
import { trialInput, trialOutput } from './trial.ts';
import { usageOperations } from './usage.ts';

const nothing = z.strictObject({});

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
  'keys.set': {
    input: z.strictObject({ name: z.string().min(1).max(200), value: z.string().min(1).max(10_000) }),
    output: nothing,
  },
  'keys.remove': { input: z.strictObject({ name: z.string().min(1).max(200) }), output: nothing },
  /** Makes a client's token anew and tells it once. */
  'clients.rotate': {
    input: z.strictObject({ id: z.string() }),
    output: z.object({ token: z.string() }),
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
  'models.list': { input: nothing, output: z.object({ models: z.array(modelRow) }) },
  /** Lasts until it is taken back or the core ends. */
  'pause.set': {
    input: z.strictObject({ paused: z.boolean() }),
    output: z.object({ paused: z.boolean() }),
  },
  ...providerOperations,
  ...requestOperations,
  ...usageOperations,
  ...creditsOperations,
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
