import type { RequestFacts, RequestRow } from '../../contract/requests.ts';
import { rowOf, type FinishedRequest } from '../ledger/requests.ts';
import type { PricedProvider, Prices } from '../prices/prices.ts';
import type { Decision } from '../routing/route.ts';
import { mergeUsage } from '../wire/anthropic/usage.ts';
import type { Usage } from '../wire/anthropic/messages.ts';
import { recordOf } from '../wire/open-fields.ts';
import { AttemptLog } from './attempt-log.ts';
import type { HeaderFields } from './headers.ts';

/** Where records go: the ledger first, then whoever watches. */
export interface RecordKeeper {
  now: () => number;
  /** `traceparent` is what the client sent of that name. */
  commit: (row: FinishedRequest, traceparent: string | undefined) => void;
  publish: (row: RequestRow) => void;
  /** Hides secrets in what is kept of failed attempts. */
  mask: (text: string) => string;
  prices: Pick<Prices, 'prepare' | 'charge'>;
}

interface Outcome {
  status: number;
  usage?: Usage;
  error?: string | null;
}

/** The record of one request, from its arrival to its one outcome. */
export class RequestRecord {
  readonly id: string;
  readonly #keeper: RecordKeeper;
  readonly #row: FinishedRequest;
  readonly #attempts: AttemptLog;
  readonly #traceparent: string | undefined;
  #told: Usage = {};
  #aim: { provider: PricedProvider; model: string } | undefined;
  #isFinished = false;

  constructor(
    keeper: RecordKeeper,
    id: string,
    client: string | null,
    protocol: string,
    traceparent?: string,
  ) {
    this.id = id;
    this.#keeper = keeper;
    this.#traceparent = traceparent;
    this.#row = {
      id,
      atMs: keeper.now(),
      client,
      protocol,
      requestedModel: null,
      route: null,
      reason: null,
      target: null,
      status: null,
      inputTokens: null,
      outputTokens: null,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      costMicros: null,
      ttftMs: null,
      totalMs: null,
      attempts: 0,
      error: null,
      sessionId: null,
      cacheWrite1hTokens: null,
      thinkingTokens: null,
      price: null,
      facts: null,
      attemptLog: [],
    };
    const elapsedMs = (): number => keeper.now() - this.#row.atMs;
    this.#attempts = new AttemptLog({ elapsedMs, mask: keeper.mask });
  }

  /** Attempts made so far, over all targets. */
  get attempts(): number {
    return this.#row.attempts;
  }

  /** All input that a whole answer was billed for, cached or not; null where the upstream told none. */
  get billedInputTokens(): number | null {
    const { status, inputTokens, cacheReadTokens, cacheWriteTokens } = this.#row;
    if (status !== 200 || inputTokens === null) return null;
    return inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  }

  asked(model: string, sessionId: string | null): void {
    this.#row.requestedModel = model;
    this.#row.sessionId = sessionId;
  }

  routed({ route, reason }: Decision, facts: RequestFacts): void {
    this.#row.route = route;
    this.#row.reason = reason;
    this.#row.facts = facts;
  }

  /** A target is about to be tried: the request shows up as running there. */
  aimed(target: string, provider: PricedProvider, model: string): void {
    this.#row.target = target;
    this.#aim = { provider, model };
    this.#keeper.prices.prepare(provider, model);
    this.#keeper.publish(rowOf(this.#row));
  }

  /** Makes an attempt at a target and keeps how it went. */
  async attempt<Result>(target: string, run: () => Promise<Result>): Promise<Result> {
    this.#row.attempts += 1;
    return this.#attempts.attempt(target, run);
  }

  /** A target does not answer: kept where no attempt says so, because it was not asked. */
  passedOver(target: string, error: unknown): void {
    this.#attempts.passedOver(target, error);
  }

  /** What the upstream told of an answer that may break: it counts where the outcome comes without usage. */
  told(usage: Usage): void {
    this.#told = mergeUsage(this.#told, usage);
  }

  /** The first byte of an answer is about to leave. */
  answered(): void {
    this.#row.ttftMs ??= this.#keeper.now() - this.#row.atMs;
  }

  /** Commits the row; of several outcomes the first counts. Call it before the answer's last byte leaves. */
  finish({ status, usage = this.#told, error = null }: Outcome): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    this.#row.status = status;
    this.#row.totalMs = this.#keeper.now() - this.#row.atMs;
    this.#row.error = error;
    this.#row.attemptLog = [...this.#attempts.end(status, error)];
    this.#row.inputTokens = count(usage.input_tokens);
    this.#row.outputTokens = count(usage.output_tokens);
    this.#row.cacheReadTokens = count(usage.cache_read_input_tokens);
    this.#row.cacheWriteTokens = count(usage.cache_creation_input_tokens);
    this.#row.cacheWrite1hTokens = count(recordOf(usage['cache_creation'])['ephemeral_1h_input_tokens']);
    this.#row.thinkingTokens = count(recordOf(usage.output_tokens_details)['thinking_tokens']);
    if (this.#aim !== undefined) {
      const { provider, model } = this.#aim;
      const { costMicros, price } = this.#keeper.prices.charge(provider, model, usage, this.#row.atMs);
      this.#row.costMicros = costMicros;
      this.#row.price = price;
    }
    this.#keeper.commit(this.#row, this.#traceparent);
    this.#keeper.publish(rowOf(this.#row));
  }

  /** What every answer tells about itself. */
  headers(): HeaderFields {
    return {
      'x-signalbox-request-id': this.id,
      ...(this.#row.route === null ? {} : { 'x-signalbox-route': printable(this.#row.route) }),
      ...(this.#row.target === null ? {} : { 'x-signalbox-target': printable(this.#row.target) }),
      'x-signalbox-attempts': String(this.#row.attempts),
    };
  }
}

/** More than any answer holds, and little enough that the sum of all of them stays a whole number. */
const mostTokens = 1_000_000_000;

/** A count as the ledger takes it: upstreams have told fractions and texts. */
function count(told: unknown): number | null {
  return typeof told === 'number' && Number.isInteger(told) && told >= 0 && told <= mostTokens ? told : null;
}

/** Header values are Latin-1: other characters of a rule's or a model's name are percent-encoded. */
function printable(value: string): string {
  return value.replaceAll(/[^\x20-\x7e]+/g, (other) => encodeURIComponent(other));
}
