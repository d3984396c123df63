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
import type { Notice } from '../../contract/events.ts';
import type { Status } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import { createGoogleAuth, type GoogleTokens } from '../providers/google-auth.ts';
import type { Provider } from '../providers/provider.ts';
import { keyHeaders, type HeaderFields } from './headers.ts';
import type { KeyRing } from './key-ring.ts';
import { compileTransforms, type Transforms } from './transforms.ts';
import { ClientGoneError, UpstreamFailure } from './upstream-failure.ts';

type State = Status['providers'][number]['state'];

/** Hears what becomes of a provider. */
export interface UpstreamListener {
  onStateChange: () => void;
  /** Told when a key is refused and when the breaker opens or closes; the message is not masked yet. */
  onNotice: (kind: Notice['kind'], level: Notice['level'], message: string) => void;
}

/** A provider at run time: its connections, its keys, its limits, and whether it is well. */
export class Upstream {
  readonly provider: Provider;
  readonly keys: KeyRing;
  /** What changes in a request's body on its way; undefined where nothing does. */
  readonly transforms: Transforms | undefined;
  readonly #googleTokens: GoogleTokens | undefined;
  readonly #policy;
  readonly #breaker;
  readonly #slots;
  readonly #perMinute: RateLimiterMemory | undefined;
  readonly #listener: UpstreamListener;
  #dispatcher: Dispatcher;
  #state: State;
  #lastError: string | undefined;
  #users = 0;
  #isClosing = false;

  constructor(provider: Provider, dispatcher: Dispatcher, keys: KeyRing, listener: UpstreamListener) {
    const { serviceAccountFile, auth } = provider;
    this.#googleTokens =
      auth.kind === 'google'
        ? createGoogleAuth(serviceAccountFile === undefined ? {} : { serviceAccountFile })
        : undefined;
    this.provider = provider;
    this.#dispatcher = dispatcher;
    this.keys = keys;
    this.transforms = compileTransforms(provider.transforms);
    this.#listener = listener;
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
    this.#breaker.onStateChange((state) => this.#breakerBecame(state));
    const { concurrent, requestsPerMinute } = provider.limits;
    this.#slots = concurrent > 0 ? bulkhead(concurrent, Number.POSITIVE_INFINITY) : undefined;
    this.#perMinute =
      requestsPerMinute > 0 ? new RateLimiterMemory({ points: requestsPerMinute, duration: 60 }) : undefined;
  }

  /** Its connections now; ask anew for each call, because they may be renewed. */
  get dispatcher(): Dispatcher {
    return this.#dispatcher;
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

  /** The fields that prove who we are; throws RequestError authentication where Google gives no token. */
  async credentials(key: string | undefined): Promise<HeaderFields> {
    return keyHeaders(this.provider, (await this.#googleTokens?.accessToken()) ?? key);
  }

  /**
   * Waits for one of the provider's concurrent places; the returned function gives it back.
   * @throws ClientGoneError as soon as the signal fires
   */
  async takePlace(signal: AbortSignal): Promise<() => void> {
    this.#users += 1;
    try {
      const giveBack = await this.#takeSlot(signal);
      return () => {
        giveBack();
        this.#leave();
      };
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  /** Takes other connections from now on; the old ones close as what runs over them ends. */
  reconnect(dispatcher: Dispatcher): void {
    const before = this.#dispatcher;
    this.#dispatcher = dispatcher;
    void before.close();
  }

  /** Keeps the connections open for a call that counts against no limit; the returned function gives them back. */
  use(): () => void {
    this.#users += 1;
    return () => this.#leave();
  }

  /** Closes the connections once the requests under way have ended, those that still wait included. */
  close(): void {
    this.#isClosing = true;
    if (this.#users === 0) void this.#dispatcher.close();
  }

  /** Takes note of a failure that came after the first byte, where no retry and no breaker sees it. */
  noteFailure(message: string): void {
    this.#become('failing', message);
  }

  /** Takes note of a key that was refused, also where another one may serve. */
  noteRefusedKey(): void {
    const { id, keys } = this.provider;
    const which = keys.length > 1 ? 'one of its keys' : 'its key';
    this.#listener.onNotice('key-refused', 'error', `${id} refused ${which}: check it under Providers`);
  }

  async #takeSlot(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw new ClientGoneError();
    const slots = this.#slots;
    if (slots === undefined) return () => undefined;
    return new Promise((taken, refused) => {
      const leave = (): void => refused(new ClientGoneError());
      signal.addEventListener('abort', leave, { once: true });
      const occupy = async (): Promise<void> =>
        new Promise((giveBack) => {
          signal.removeEventListener('abort', leave);
          taken(giveBack);
        });
      slots.execute(occupy, signal).catch(refused);
    });
  }

  #leave(): void {
    this.#users -= 1;
    if (this.#isClosing) this.close();
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
    this.#listener.onStateChange();
  }

  #breakerBecame(state: CircuitState): void {
    const { id, breaker } = this.provider;
    if (state === CircuitState.Open) {
      const seconds = Math.ceil(breaker.openMs / 1000);
      const message = `${id} keeps failing and is left alone for ${seconds} s; other targets of its routes serve`;
      this.#listener.onNotice('breaker-open', 'warn', message);
    }
    if (state === CircuitState.Closed)
      this.#listener.onNotice('breaker-closed', 'info', `${id} answers again`);
    this.#listener.onStateChange();
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
