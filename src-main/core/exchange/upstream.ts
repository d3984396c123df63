import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  bulkhead,
  circuitBreaker,
  handleWhen,
  retry,
  wrap,
  type IBackoff,
  type IRetryBackoffContext,
} from 'cockatiel';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Dispatcher } from 'undici';
import type { Status } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { KeyRing } from './key-ring.ts';
import { ClientGoneError, UpstreamFailure } from './upstream-failure.ts';

type State = Status['providers'][number]['state'];

/** A provider at run time: its connections, its keys, its limits, and whether it is well. */
export class Upstream {
  readonly provider: Provider;
  readonly dispatcher: Dispatcher;
  readonly keys: KeyRing;
  readonly #policy;
  readonly #breaker;
  readonly #slots;
  readonly #perMinute: RateLimiterMemory | undefined;
  readonly #onStateChange: () => void;
  #state: State;
  #lastError: string | undefined;

  constructor(provider: Provider, dispatcher: Dispatcher, keys: KeyRing, onStateChange: () => void) {
    this.provider = provider;
    this.dispatcher = dispatcher;
    this.keys = keys;
    this.#onStateChange = onStateChange;
    this.#state = provider.keys.length > 0 && keys.isEmpty ? 'no-key' : 'unknown';
    this.#breaker = circuitBreaker(
      handleWhen((error) => error instanceof UpstreamFailure && error.facts.isProviderFault),
      { halfOpenAfter: provider.breaker.openMs, breaker: new ConsecutiveBreaker(provider.breaker.failures) },
    );
    this.#policy = wrap(
      retry(
        handleWhen((error) => error instanceof UpstreamFailure && error.facts.isRetryable),
        { maxAttempts: provider.retry.attempts - 1, backoff: backoffOf(provider) },
      ),
      this.#breaker,
    );
    this.#breaker.onStateChange(onStateChange);
    const { concurrent, requestsPerMinute } = provider.limits;
    this.#slots = concurrent > 0 ? bulkhead(concurrent, Number.POSITIVE_INFINITY) : undefined;
    this.#perMinute =
      requestsPerMinute > 0 ? new RateLimiterMemory({ points: requestsPerMinute, duration: 60 }) : undefined;
  }

  get state(): State {
    return this.#breaker.state === CircuitState.Open ? 'open' : this.#state;
  }

  /** Why the last request failed; undefined after one that did not. */
  get lastError(): string | undefined {
    return this.#lastError;
  }

  /**
   * Runs an attempt with this provider's retries and breaker.
   * @throws UpstreamFailure when the provider cannot answer now; whatever else the attempt throws passes through.
   */
  async run<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      const result = await this.#policy.execute(async () => {
        // A retry may wake up after the client left.
        if (signal.aborted) throw new ClientGoneError();
        await this.#keepToRate();
        return attempt();
      }, signal);
      this.#become('ok', undefined);
      return result;
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw this.#paused();
      if (error instanceof UpstreamFailure && error.facts.isProviderFault)
        this.#become('failing', error.message);
      if (error instanceof UpstreamFailure && error.facts.code === 'key-refused')
        this.#become('failing', error.message);
      throw error;
    }
  }

  /** Waits for one of the provider's concurrent places; the returned function gives it back. */
  async takePlace(): Promise<() => void> {
    const slots = this.#slots;
    if (slots === undefined) return () => undefined;
    return new Promise((taken, refused) => {
      slots.execute(async () => new Promise<void>((giveBack) => taken(giveBack))).catch(refused);
    });
  }

  /** Closes the connections once the answers under way have ended. */
  async close(): Promise<void> {
    await this.dispatcher.close();
  }

  /** Takes note of a failure that came after the first byte, where no retry and no breaker sees it. */
  noteFailure(message: string): void {
    this.#become('failing', message);
  }

  async #keepToRate(): Promise<void> {
    try {
      await this.#perMinute?.consume('requests');
    } catch (limit) {
      if (!(limit instanceof RateLimiterRes)) throw limit;
      const retryAfterSeconds = Math.ceil(limit.msBeforeNext / 1000);
      const message = `${this.provider.id} is at its own limit of ${this.provider.limits.requestsPerMinute} requests a minute`;
      throw new UpstreamFailure(new RequestError('rate-limit', message, { retryAfterSeconds }), {
        code: 'rate-limited',
        isRetryable: false,
        isProviderFault: false,
      });
    }
  }

  #paused(): UpstreamFailure {
    const seconds = Math.ceil(this.provider.breaker.openMs / 1000);
    const message = `${this.provider.id} is left alone for up to ${seconds} s after repeated failures, the last: ${this.#lastError ?? 'unknown'}`;
    return new UpstreamFailure(
      new RequestError('overloaded', message, { status: 503, retryAfterSeconds: seconds }),
      {
        code: 'upstream-error',
        isRetryable: false,
        isProviderFault: false,
      },
    );
  }

  #become(state: State, lastError: string | undefined): void {
    if (this.#state === state && this.#lastError === lastError) return;
    this.#state = state;
    this.#lastError = lastError;
    this.#onStateChange();
  }
}

/** Exponential with jitter, unless the upstream said how long to wait. */
function backoffOf({
  retry: { baseMs, maxMs },
}: Provider): DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<unknown>> {
  const exponential = new ExponentialBackoff({ initialDelay: baseMs, maxDelay: maxMs });
  return new DelegateBackoff((context, state) => {
    const next = state === undefined ? exponential.next() : state.next(undefined);
    const error = 'error' in context.result ? context.result.error : undefined;
    const asked = error instanceof UpstreamFailure ? error.facts.retryAfterMs : undefined;
    return { delay: Math.min(asked ?? next.duration, maxMs), state: next };
  });
}
