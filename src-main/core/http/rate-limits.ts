import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ClientConfig } from '../../contract/config.ts';
import { RequestError } from '../errors.ts';

/** Counts one request of a client; throws RequestError rate-limit once its minute is used up. A changed limit counts anew. */
export type TakeRequest = (client: Pick<ClientConfig, 'id' | 'requestsPerMinute'>) => Promise<void>;

/** Rate limits per client, in memory. */
export function createRateLimits(): TakeRequest {
  const limiters = new Map<string, RateLimiterMemory>();

  return async ({ id, requestsPerMinute }) => {
    if (requestsPerMinute === 0) return;
    let limiter = limiters.get(id);
    if (limiter?.points !== requestsPerMinute) {
      limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
      limiters.set(id, limiter);
    }
    try {
      await limiter.consume(id);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new RequestError(
        'rate-limit',
        `the client ${id} may make ${requestsPerMinute} requests a minute`,
        {
          retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
        },
      );
    }
  };
}
