import { z } from 'zod';
import { count } from './amounts.ts';

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
export const requestFacts = z.object({
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
export const priceUsed = z.object({
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

/** The operations that tell what passed. */
export const requestOperations = {
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
} as const;
