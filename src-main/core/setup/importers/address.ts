import type { WireName } from '../../../contract/config.ts';
import { presets } from '../../providers/presets.ts';

/** Where a provider is, in our terms; what is absent comes from the preset. */
export interface Address {
  preset?: string;
  wire?: WireName;
  baseUrl?: string;
  /** Vertex AI. */
  projectId?: string;
  location?: string;
}

/** What an address was read from left behind, if anything. */
interface ReadAddress {
  address: Address;
  /** Why the parts that could hold a secret were left out. */
  dropped?: string;
}

/** The paths of requests, which we add to the base URL ourselves, and the wire that each belongs to. */
const tails: readonly { tail: RegExp; wire: WireName }[] = [
  { tail: /\/chat\/completions$/, wire: 'openai-chat' },
  { tail: /\/v1\/messages$/, wire: 'anthropic' },
  { tail: /\/responses$/, wire: 'openai-responses' },
  { tail: /(?<=\/v1beta)\/models(?:\/[^/]*)?$/, wire: 'gemini' },
  { tail: /\/api\/chat$/, wire: 'ollama' },
];

/** Hosts that serve what another host's preset describes, to other customers. */
const sameService = new Map([
  ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com'],
  ['api.together.xyz', 'api.together.ai'],
  ['open.bigmodel.cn', 'api.z.ai'],
  ['api.minimaxi.com', 'api.minimax.io'],
  ['127.0.0.1', 'localhost'],
  ['[::1]', 'localhost'],
]);

/**
 * Reads the address of an endpoint, with or without the path of a request at its end: a preset where its host and wire
 * are known, else wire and base URL. The wire is told by the path, or is the one assumed. Undefined for what is no
 * address of HTTP. User names, passwords and queries are left out.
 */
export function readAddress(text: string, assumed: WireName): ReadAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const path = url.pathname.replace(/\/+$/, '');
  const vertex = vertexAddress(url);
  if (vertex) return { address: vertex };
  const told = tails.find(({ tail }) => tail.test(path));
  const wire = told?.wire ?? assumed;
  const baseUrl = `${url.origin}${told ? path.replace(told.tail, '') : withoutVersion(path, wire)}`;
  return {
    address: addressOf(baseUrl, wire),
    ...(!isPlain && { dropped: 'a user name, password or query in an address could be a secret' }),
  };
}

/** Vertex AI's addresses name project and location, which are settings of their own here. */
function vertexAddress({ hostname, pathname }: URL): Address | undefined {
  if (!/(?:^|-)aiplatform\.googleapis\.com$/.test(hostname)) return undefined;
  const [, projectId, location] = /\/projects\/([^/]+)\/locations\/([a-z0-9-]+)/.exec(pathname) ?? [];
  if (projectId === undefined || location === undefined) return undefined;
  const preset = pathname.includes('/publishers/anthropic') ? 'vertex-anthropic' : 'vertex';
  return { preset, projectId, location };
}

/** The base URL of Anthropic's wire stands before its `/v1`. */
function withoutVersion(path: string, wire: WireName): string {
  return wire === 'anthropic' ? path.replace(/\/v1$/, '') : path;
}

function addressOf(baseUrl: string, wire: WireName): Address {
  const known = presets.filter((preset) => preset.wire === wire && isSameHost(preset.baseUrl, baseUrl));
  const exact = known.find((preset) => preset.baseUrl === unified(baseUrl));
  if (exact) return exact.baseUrl === baseUrl ? { preset: exact.id } : { preset: exact.id, baseUrl };
  const [near] = known;
  if (near) return { preset: near.id, baseUrl };
  // Who serves Anthropic's protocol at an address of their own mostly lags behind it.
  return wire === 'anthropic' ? { preset: 'anthropic-compatible', baseUrl } : { wire, baseUrl };
}

function isSameHost(presetUrl: string | undefined, baseUrl: string): boolean {
  return presetUrl !== undefined && presetUrl !== '' && hostOf(presetUrl) === hostOf(baseUrl);
}

function hostOf(url: string): string {
  return new URL(unified(url)).host;
}

/** The same address at the host that a preset would name. */
function unified(text: string): string {
  const { protocol, hostname, port, pathname } = new URL(text);
  const host = sameService.get(hostname) ?? hostname;
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}`;
}
