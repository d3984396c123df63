import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who a client's request comes from. */
export interface ClientAccess {
  /** The client whose token was shown; null where none was, and none is required. */
  client: string | null;
  /** Whether what else the client shows is its own, for the provider: our token came in `x-signalbox-token` alone. */
  mayForwardCredentials: boolean;
}

/** The tokens in force. Comparisons take the same time whatever was shown. */
export interface Tokens {
  /** Undefined where a token is required and no valid one was shown. */
  client(headers: IncomingHttpHeaders): ClientAccess | undefined;
  /** Whether the request shows the admin token as Bearer, or the cookie that stands for it. */
  isAdmin(headers: IncomingHttpHeaders): boolean;
  /** The cookie to set for someone who came with this admin token; undefined for a wrong one. */
  sessionCookie(token: string): string | undefined;
}

interface TokenSettings {
  clients: readonly { id: string; token: string }[];
  admin: string;
  requireToken: boolean;
}

/** Makes the checks for a set of tokens; an empty token is never valid. */
export function createTokens({ clients, admin, requireToken }: TokenSettings): Tokens {
  const known = clients
    .filter(({ token }) => token !== '')
    .map(({ id, token }) => ({ id, digest: digest(token) }));
  const adminDigest = admin === '' ? undefined : digest(admin);
  const session = sessionPair(admin);
  const sessionDigest = digest(session);

  const clientOf = (token: string | undefined) => {
    if (token === undefined) return undefined;
    const shown = digest(token);
    return known.find((client) => timingSafeEqual(client.digest, shown))?.id;
  };
  const isAdminToken = (token: string | undefined) =>
    token !== undefined && adminDigest !== undefined && timingSafeEqual(adminDigest, digest(token));

  const isOurs = (token: string | undefined) => clientOf(token) !== undefined || isAdminToken(token);

  return {
    client(headers) {
      const own = clientOf(single(headers['x-signalbox-token']));
      const credentials = [bearer(headers), single(headers['x-api-key'])];
      if (own !== undefined) return { client: own, mayForwardCredentials: !credentials.some(isOurs) };
      const other = credentials.map(clientOf).find((client) => client !== undefined);
      if (other === undefined && requireToken) return undefined;
      return { client: other ?? null, mayForwardCredentials: false };
    },
    isAdmin(headers) {
      if (isAdminToken(bearer(headers))) return true;
      const pairs = headers.cookie?.split(';') ?? [];
      return (
        adminDigest !== undefined && pairs.some((pair) => timingSafeEqual(sessionDigest, digest(pair.trim())))
      );
    },
    sessionCookie(token) {
      return isAdminToken(token) ? `${session}; HttpOnly; SameSite=Strict; Path=/` : undefined;
    },
  };
}

/**
 * Browsers send a host's cookies to every port of it, so the cookie holds a hash rather than the token, and its name
 * differs between two servers on one machine.
 */
function sessionPair(admin: string): string {
  const value = digest(`signalbox session ${admin}`).toString('base64url');
  return `signalbox-${value.slice(0, 8)}=${value.slice(8)}`;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function bearer({ authorization }: IncomingHttpHeaders): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
