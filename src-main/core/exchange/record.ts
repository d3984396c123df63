import type { RequestRow } from '../../contract/operations.ts';
import type { FinishedRequest } from '../ledger/requests.ts';
import type { Decision } from '../routing/route.ts';
import type { Usage } from '../wire/anthropic/messages.ts';
import type { HeaderFields } from './headers.ts';

/** Where records go: the ledger first, then whoever watches. */
export interface RecordKeeper {
  now: () => number;
  commit: (row: FinishedRequest) => void;
  publish: (row: RequestRow) => void;
}

interface Outcome {
  status: number;
  usage?: Usage;
  error?: string;
}

/** The record of one request, from its arrival to its one outcome. */
export class RequestRecord {
  readonly id: string;
  readonly #keeper: RecordKeeper;
  readonly #row: FinishedRequest;
  #isFinished = false;

  constructor(keeper: RecordKeeper, id: string, client: string | null, protocol: string) {
    this.id = id;
    this.#keeper = keeper;
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
    };
  }

  /** Attempts made so far, over all targets. */
  get attempts(): number {
    return this.#row.attempts;
  }

  asked(model: string): void {
    this.#row.requestedModel = model;
  }

  routed({ route, reason }: Decision): void {
    this.#row.route = route;
    this.#row.reason = reason;
  }

  /** A target is about to be tried: the request shows up as running there. */
  aimed(target: string): void {
    this.#row.target = target;
    this.#keeper.publish(shown(this.#row));
  }

  attempted(): void {
    this.#row.attempts += 1;
  }

  /** The first byte of an answer is about to leave. */
  answered(): void {
    this.#row.ttftMs ??= this.#keeper.now() - this.#row.atMs;
  }

  /** Commits the row; of several outcomes the first counts. Call it before the answer's last byte leaves. */
  finish({ status, usage, error }: Outcome): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    this.#row.status = status;
    this.#row.totalMs = this.#keeper.now() - this.#row.atMs;
    this.#row.error = error ?? null;
    this.#row.inputTokens = count(usage?.input_tokens);
    this.#row.outputTokens = count(usage?.output_tokens);
    this.#row.cacheReadTokens = count(usage?.cache_read_input_tokens);
    this.#row.cacheWriteTokens = count(usage?.cache_creation_input_tokens);
    this.#keeper.commit(this.#row);
    this.#keeper.publish(shown(this.#row));
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

/** A count as the ledger takes it: upstreams have told fractions and texts. */
function count(told: unknown): number | null {
  return typeof told === 'number' && Number.isSafeInteger(told) && told >= 0 ? told : null;
}

function shown({ costMicros, error, ...row }: FinishedRequest): RequestRow {
  return {
    ...row,
    costUsd: costMicros === null ? null : costMicros / 1_000_000,
    ...(error === null ? {} : { error }),
  };
}

/** Header values are Latin-1: other characters of a rule's or a model's name are percent-encoded. */
function printable(value: string): string {
  return value.replaceAll(/[^\x20-\x7e]+/g, (other) => encodeURIComponent(other));
}
