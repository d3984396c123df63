import { GoogleAuth } from 'google-auth-library';
import { readTokenFailure } from './google-auth-failure.ts';
import { readServiceAccount } from './service-account.ts';

/** Where Google's tokens come from, and how. */
export interface GoogleAuthOptions {
  /** The JSON key of a service account; without it the credentials that the machine has (ADC). */
  serviceAccountFile?: string;
  fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Gives tokens for Google's APIs. */
export interface GoogleTokens {
  /** A token that is good for this request; throws RequestError authentication that says what to do. */
  accessToken(): Promise<string>;
}

interface Token {
  value: string;
  expiresAtMs: number;
}

const scope = 'https://www.googleapis.com/auth/cloud-platform';

/** Any: it keeps the library from looking for one, for which it would start `gcloud` and wait a second or two. */
const projectId = 'signalbox';

/** From here on a new token is fetched in the background; Google's metadata server gives none earlier. */
const refreshBeforeMs = 240_000;

/** How long a token must still last to be sent at all. */
const leastLifeMs = 10_000;

/**
 * Keeps one token and fetches the next before it expires, one at a time, while the old one still serves: a request waits
 * only for the first token, or for one that is really over. A failure in the background is tried again by the next
 * request. Credentials are read anew each time, so that a changed file or login counts without a restart.
 */
export function createGoogleAuth({
  serviceAccountFile,
  fetch: fetchToken = fetch,
  now = Date.now,
}: GoogleAuthOptions = {}): GoogleTokens {
  let current: Token | undefined;
  let fetching: Promise<Token> | undefined;

  const refresh = (): Promise<Token> => {
    fetching ??= fetchNext().finally(() => (fetching = undefined));
    return fetching;
  };
  const fetchNext = async (): Promise<Token> => {
    try {
      const { value, lifeMs } = await requestToken(serviceAccountFile, fetchToken);
      current = { value, expiresAtMs: now() + lifeMs };
      return current;
    } catch (error) {
      throw readTokenFailure(error, serviceAccountFile);
    }
  };

  return {
    async accessToken() {
      const leftMs = (current?.expiresAtMs ?? 0) - now();
      if (current === undefined || leftMs < leastLifeMs) return (await refresh()).value;
      if (leftMs < refreshBeforeMs) {
        refresh().catch(() => {
          // The token at hand still serves; once it is over, the failure reaches the request that needs another.
        });
      }
      return current.value;
    },
  };
}

/** Asks for a token with a client that knows none, since the library counts its own ones by the system's clock. */
async function requestToken(
  serviceAccountFile: string | undefined,
  fetchImplementation: typeof fetch,
): Promise<{ value: string; lifeMs: number }> {
  // Whoever asked is waiting: the exchange has retries of its own.
  const transporterOptions = { fetchImplementation, timeout: 15_000, retryConfig: { retry: 0 } };
  const client =
    serviceAccountFile === undefined
      ? await new GoogleAuth({ scopes: scope, projectId, clientOptions: { transporterOptions } }).getClient()
      : await readServiceAccount(serviceAccountFile, scope, transporterOptions);
  const { token } = await client.getAccessToken();
  if (typeof token !== 'string' || token === '') throw new Error('the answer holds no access_token');
  const { expiry_date: expiresAtMs } = client.credentials;
  return {
    value: token,
    lifeMs: typeof expiresAtMs === 'number' ? expiresAtMs - Date.now() : refreshBeforeMs,
  };
}
