import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import type { CountedTarget } from './calibration.ts';
import type { PromptMeasure, TokenCounter } from './counter.ts';
import { keysOf } from './text-counts.ts';

/** A request as far as it is known before anything was counted. */
export interface UncountedRequest {
  request: MessagesRequest;
  bodyBytes: number;
  /** Input tokens by the body's length. */
  roughTokens: number;
}

/** Smaller requests do not wake the tokenizer for anything but an answer that is a count. */
const leastCountedBytes = 4_000;

/**
 * The count of one request, in whatever models' terms it is asked for: each text is hashed and tokenized once, and
 * nothing at all happens before the first question.
 */
export class RequestCount {
  readonly #asked: UncountedRequest;
  readonly #counter: TokenCounter;
  readonly #keys = keysOf();
  readonly #measures = new Map<string, Promise<PromptMeasure>>();
  readonly #known = new Map<string, PromptMeasure>();
  #current: CountedTarget | undefined;

  constructor(asked: UncountedRequest, counter: TokenCounter) {
    this.#asked = asked;
    this.#counter = counter;
  }

  /** Begins to count for a target in the background, unless the request is small or the tokenizer has enough to do. */
  begin(target: CountedTarget): void {
    this.#current = target;
    if (this.#isWorthwhile(target.model)) this.#measure(target.model).catch(() => undefined);
  }

  /** The best that is known now of the count that began last. */
  get current(): number {
    const measure = this.#current && this.#known.get(this.#current.model);
    return this.#current === undefined || measure === undefined
      ? this.#asked.roughTokens
      : this.#counter.tokensOf(measure, this.#current);
  }

  /** The count; by length where the body is so odd that it cannot be walked, which is the upstream's to judge. */
  async whole(target: CountedTarget): Promise<number> {
    try {
      return this.#counter.tokensOf(await this.#measure(target.model), target);
    } catch {
      return this.#asked.roughTokens;
    }
  }

  /** Learns from all the input that the target counted, cached or not. Without a count so far, it may do without. */
  async learn(target: CountedTarget, billedTokens: number): Promise<void> {
    const { tools = [] } = this.#asked.request;
    // What such tools look like to the model, and what they fetch meanwhile, only the provider knows.
    if (tools.some(({ type = 'custom' }) => type !== 'custom')) return;
    if (this.#counter.isSettled(target)) return;
    if (!this.#measures.has(target.model) && !this.#isWorthwhile(target.model)) return;
    try {
      this.#counter.learn(await this.#measure(target.model), target, billedTokens);
    } catch {
      // A body that cannot be walked teaches nothing.
    }
  }

  #isWorthwhile(model: string): boolean {
    if (this.#measures.has(model)) return false;
    return this.#asked.bodyBytes >= leastCountedBytes && !this.#counter.isBusy;
  }

  #measure(model: string): Promise<PromptMeasure> {
    const begun = this.#measures.get(model) ?? this.#counter.measure(this.#asked.request, model, this.#keys);
    if (!this.#measures.has(model)) {
      this.#measures.set(model, begun);
      begun.then(
        (measure) => this.#known.set(model, measure),
        () => undefined,
      );
    }
    return begun;
  }
}
