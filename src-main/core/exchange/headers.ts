import type { IncomingHttpHeaders } from 'node:http';
import type { Provider } from '../providers/provider.ts';

/** Header fields as undici and node take them; names in lower case. */
export type HeaderFields = Record<string, string | string[]>;

const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Never passed up: the connection's own, those that describe the bytes we changed, credentials and our own fields. */
const keptFromUpstream = new Set([
  ...hopByHop,
  'host',
  'content-length',
  'content-encoding',
  'accept-encoding',
  'expect',
  'cookie',
  'origin',
  'referer',
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'x-signalbox-token',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
]);

/** Never passed down: what holds between us and the upstream only, or would bind a browser to a local address. */
const keptFromClient = new Set([
  ...hopByHop,
  'content-length',
  'content-encoding',
  'set-cookie',
  'strict-transport-security',
  'alt-svc',
  'date',
]);

/** The fields that a relayed request takes along; the client's own credentials only where `withCredentials` says so. */
export function relayedRequestHeaders(incoming: IncomingHttpHeaders, withCredentials: boolean): HeaderFields {
  const headers: HeaderFields = {};
  for (const [name, value] of Object.entries(incoming)) {
    if (value !== undefined && !keptFromUpstream.has(name)) headers[name] = value;
  }
  if (withCredentials) {
    if (incoming.authorization !== undefined) headers['authorization'] = incoming.authorization;
    if (incoming['x-api-key'] !== undefined) headers['x-api-key'] = incoming['x-api-key'];
  }
  return headers;
}

/** The fields of an upstream's answer that the client gets. */
export function relayedAnswerHeaders(upstream: Record<string, string | string[] | undefined>): HeaderFields {
  const headers: HeaderFields = {};
  for (const [name, value] of Object.entries(upstream)) {
    if (value !== undefined && !keptFromClient.has(name) && !name.startsWith('x-signalbox-'))
      headers[name] = value;
  }
  return headers;
}

/** The field that carries a provider's key. */
export function keyHeaders(provider: Provider, key: string | undefined): HeaderFields {
  if (key === undefined || provider.auth.kind === 'none') return {};
  return provider.auth.kind === 'header'
    ? { [provider.auth.header]: key }
    : { authorization: `Bearer ${key}` };
}

/** Applies a provider's header rules to what the client sent: drop, then add where absent, then force. */
export function applyHeaderRules(fromClient: HeaderFields, rules: Provider['headers']): HeaderFields {
  const headers: HeaderFields = rules.dropAll ? {} : { ...fromClient };
  for (const name of rules.drop) delete headers[name.toLowerCase()];
  for (const [name, value] of Object.entries(rules.add)) headers[name.toLowerCase()] ??= value;
  for (const [name, value] of Object.entries(rules.force)) headers[name.toLowerCase()] = value;
  return headers;
}
