import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import { RequestError } from '../errors.ts';

/**
 * Refuses, by throwing, a request that was not meant for this server: a `Host` that is not ours (a foreign name that
 * resolves to this machine is how web pages reach local servers) or an `Origin` that is not our own address. Names of
 * `server.allowedHosts` are ours as well.
 */
export function checkAddress(
  { host, origin }: IncomingHttpHeaders,
  boundHost: string,
  allowedHosts: readonly string[] = [],
): void {
  const url = readHost(host);
  const isAllowed = url !== undefined && allowedHosts.some((name) => name.toLowerCase() === url.hostname);
  if (!url || !(isAllowed || isOwnName(url.hostname, boundHost))) {
    throw new RequestError(
      'permission',
      'the Host of this request is not this server: call it by the address that it prints at its start, or add the name to server.allowedHosts',
    );
  }
  // A proxy in front of an allowed name may speak TLS with the browser.
  const isOwnOrigin = origin === url.origin || (isAllowed && origin === `https://${url.host}`);
  if (origin !== undefined && !isOwnOrigin) {
    throw new RequestError(
      'permission',
      'requests from other web pages are refused: their Origin is not this server',
    );
  }
}

function readHost(host: string | undefined): URL | undefined {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return undefined;
  return URL.parse(`http://${host}`) ?? undefined;
}

function isOwnName(name: string, boundHost: string): boolean {
  const bound = isIP(boundHost) === 6 ? `[${boundHost}]` : boundHost.toLowerCase();
  return (
    isLoopback(name) || name === bound || (!isLoopback(bound) && isIP(name.replaceAll(/[[\]]/g, '')) > 0)
  );
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
