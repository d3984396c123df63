import { hash } from 'node:crypto';
import { bulkhead, type BulkheadPolicy } from 'cockatiel';
import { RecentMap } from '../tokens/recent-map.ts';
import { recordOf } from '../wire/open-fields.ts';
import { callUpstream } from './call.ts';
import type { CountCall } from './prepare-count.ts';
import type { Upstream } from './upstream.ts';

/** Counts that are asked of one provider at the same time; as many as may wait behind them. */
const atOnce = 6;
const mostWaiting = 200;
/** After a refusal, a failure or a slow answer a provider's counter is left alone. */
const restMs = 30_000;
const freshMs = 10 * 60_000;
const mostRemembered = 500;
/** What these say, they say of the one request. */
const aboutTheBody: readonly number[] = [400, 413, 422];

interface Line {
  places: BulkheadPolicy;
  restsUntilMs: number;
}

export interface UpstreamCountsOptions {
  now: () => number;
  /** Milliseconds that one call may take. */
  limitMs: number;
}

/**
 * Asks providers for counts. Nothing is asked twice: not after a failure, and not for a body that was counted within
 * ten minutes or is being counted. Neither breaker nor limits of the provider know of it, and no key rests for it.
 */
export class UpstreamCounts {
  readonly #options: UpstreamCountsOptions;
  /** By the provider as it is now: one that was configured anew begins anew. */
  readonly #lines = new WeakMap<Upstream, Line>();
  readonly #recent = new RecentMap<string, { tokens: Promise<number | undefined>; untilMs: number }>(
    mostRemembered,
  );

  constructor(options: UpstreamCountsOptions) {
    this.#options = options;
  }

  /** The provider's count, undefined where it has none to give now; `onTold` hears only what was really asked. */
  async ask(
    upstream: Upstream,
    call: CountCall,
    onTold: (tokens: number) => void,
  ): Promise<number | undefined> {
    const { now } = this.#options;
    const key = keyOf(upstream, call);
    const known = this.#recent.get(key);
    if (known !== undefined && known.untilMs > now()) return known.tokens;
    const tokens = this.#waitAndCall(upstream, call);
    this.#recent.set(key, { tokens, untilMs: now() + freshMs });
    const told = await tokens;
    if (told === undefined) this.#recent.delete(key);
    else onTold(told);
    return told;
  }

  async #waitAndCall(upstream: Upstream, call: CountCall): Promise<number | undefined> {
    const { now, limitMs } = this.#options;
    const line = this.#lineOf(upstream);
    const cameMs = now();
    try {
      return await line.places.execute(async () => {
        const isLate = now() - cameMs > limitMs;
        return isLate || now() < line.restsUntilMs ? undefined : this.#call(upstream, call, line);
      });
    } catch {
      // More wait than will be answered in time: the local count serves.
      return undefined;
    }
  }

  /** One call, never made again; whatever goes wrong leaves the local count. */
  async #call(upstream: Upstream, call: CountCall, line: Line): Promise<number | undefined> {
    const { provider, dispatcher, keys, state } = upstream;
    if (state === 'open' || state === 'no-key') return undefined;
    const key = call.forwardsCredentials ? undefined : keys.takeAwake();
    if (key === undefined && !call.forwardsCredentials && !keys.isEmpty) return undefined;
    const release = upstream.use();
    try {
      const answer = await callUpstream({
        provider: provider.id,
        dispatcher,
        method: 'POST',
        url: provider.baseUrl + call.path,
        headers: {
          ...call.headers,
          ...(call.forwardsCredentials ? {} : await upstream.credentials(key)),
        },
        body: call.body,
        limits: provider.timeouts,
        signal: AbortSignal.timeout(this.#options.limitMs),
      });
      const parts: Uint8Array[] = [];
      for await (const chunk of answer.chunks) parts.push(chunk);
      const tokens = answer.status === 200 ? readTokens(Buffer.concat(parts)) : undefined;
      if (tokens === undefined && !aboutTheBody.includes(answer.status)) this.#rest(line);
      return tokens;
    } catch {
      // Too slow, or not to be reached: requests that matter will say what is wrong.
      this.#rest(line);
      return undefined;
    } finally {
      release();
    }
  }

  #rest(line: Line): void {
    line.restsUntilMs = this.#options.now() + restMs;
  }

  #lineOf(upstream: Upstream): Line {
    const line = this.#lines.get(upstream) ?? { places: bulkhead(atOnce, mostWaiting), restsUntilMs: 0 };
    this.#lines.set(upstream, line);
    return line;
  }
}

/** Betas change what a model is told of its tools; who asks does not. */
function keyOf({ provider }: Upstream, { path, headers, body }: CountCall): string {
  const head = JSON.stringify([provider.id, path, headers['anthropic-beta'] ?? '']);
  return `${head}${hash('sha256', body, 'base64')}`;
}

function readTokens(body: Buffer): number | undefined {
  const tokens = recordOf(JSON.parse(body.toString()))['input_tokens'];
  return typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens > 0 ? tokens : undefined;
}
