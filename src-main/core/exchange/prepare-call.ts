import type { Provider } from '../providers/provider.ts';
import type { Facts } from '../routing/facts.ts';
import type { RequestCount } from '../tokens/request-count.ts';
import { fitHeaders, needsFitting } from '../wire/anthropic/fit-request.ts';
import type { MessageEvent, MessagesRequest } from '../wire/anthropic/messages.ts';
import { removeSubagentTag } from '../wire/anthropic/rewrite.ts';
import { spliceModel } from '../wire/anthropic/splice.ts';
import { vertexClaudeBody, vertexClaudePath } from '../wire/anthropic/vertex.ts';
import type { AnswerWriter, ClientWire } from '../wire/client-wire.ts';
import { answerAsDemo } from '../wire/demo/demo.ts';
import type { AnswerContext } from '../wire/wire.ts';
import { applyHeaderRules, relayedRequestHeaders, type HeaderFields } from './headers.ts';
import { ownBody, type DecidedRequest, type Destination } from './own-body.ts';
import { prepareCliAnswer } from './prepare-cli.ts';
import { clientWires } from './protocols.ts';
import { spokenWire, type SpokenWire } from './spoken-wire.ts';
import type { Transforms } from './transforms.ts';

/** A request whose way is decided. */
export interface RoutedRequest extends DecidedRequest {
  id: string;
  client: ClientWire;
  writer: AnswerWriter;
  request: MessagesRequest;
  facts: Facts;
  count: RequestCount;
  isStream: boolean;
}

interface HttpCall {
  path: string;
  headers: HeaderFields;
  body: Uint8Array | string;
  isStream: boolean;
  /** The client's own login goes along instead of a key. */
  forwardsCredentials: boolean;
  losses: readonly string[];
}

/**
 * A request ready to be sent to one target, as often as that takes. `count` begins to count its tokens, for the answer's
 * head; it is work, so it is called once the request is out.
 */
export type PreparedCall =
  | (HttpCall & { kind: 'relay'; client: ClientWire })
  | (HttpCall & { kind: 'translate'; wire: SpokenWire; context: AnswerContext; count: () => void })
  | {
      kind: 'local';
      count: () => void;
      isStream: boolean;
      losses: readonly string[];
      events: (signal: AbortSignal) => AsyncGenerator<MessageEvent, void, void>;
    };

/** Writes a routed request for one target; `address` is our own, for answers that name it. */
export function prepareCall(
  routed: RoutedRequest,
  { provider, transforms }: Destination,
  model: string,
  address: string,
): PreparedCall {
  const wire = spokenWire(provider);
  if (wire === undefined) return prepareLocal(withTexts(routed, transforms), provider, model, address);
  return isRelayed(routed, provider, transforms)
    ? relay(routed, provider, model, transforms)
    : translate(withTexts(routed, transforms), provider, model, wire, transforms);
}

function withTexts(routed: RoutedRequest, transforms: Transforms | undefined): RoutedRequest {
  return transforms?.changesTexts === true
    ? { ...routed, request: transforms.texts(routed.request) }
    : routed;
}

/** Bytes are relayed where both sides speak one protocol and nothing in the body has to change but what can be spliced. */
function isRelayed(
  { incoming, request, decision }: RoutedRequest,
  provider: Provider,
  transforms: Transforms | undefined,
): boolean {
  if (incoming.protocol !== provider.wire) return false;
  if (provider.wire === 'anthropic') return !needsFitting(request, provider.quirks);
  return decision.removeTag === null && transforms?.changesTexts !== true;
}

function relay(
  routed: RoutedRequest,
  provider: Provider,
  model: string,
  transforms: Transforms | undefined,
): PreparedCall {
  const { incoming, client, isStream } = routed;
  const { body, isCut } = ownBody(routed, { provider, transforms });
  return {
    kind: 'relay',
    client,
    isStream,
    ...fromClient(routed, provider),
    ...(provider.wire === 'anthropic' && provider.quirks.isVertex === true
      ? { path: vertexClaudePath(model, isStream), body: vertexClaudeBody(body) }
      : { path: client.relayPath + incoming.query, body: spliceModel(body, model) }),
    losses: isCut ? ['thinking that came from another vendor'] : [],
  };
}

function translate(
  routed: RoutedRequest,
  provider: Provider,
  model: string,
  wire: SpokenWire,
  transforms: Transforms | undefined,
): PreparedCall {
  const { isStream, incoming } = routed;
  const written = wire.write(withoutTag(routed), model);
  const accept = isStream ? 'text/event-stream' : 'application/json';
  return {
    kind: 'translate',
    wire,
    isStream,
    path: written.path,
    ...(incoming.protocol === provider.wire
      ? fromClient(routed, provider)
      : { headers: ownHeaders(provider, { ...versionOf(provider), accept }), forwardsCredentials: false }),
    body: JSON.stringify(transforms?.body(written.body) ?? written.body),
    context: contextOf(routed, provider, model, written),
    count: countingOf(routed, provider, model),
    losses: written.losses,
  };
}

function prepareLocal(
  routed: RoutedRequest,
  provider: Provider,
  model: string,
  address: string,
): PreparedCall {
  const { request, decision, isStream } = routed;
  const context = contextOf(routed, provider, model, { toolNames: new Map(), prelude: [] });
  const count = countingOf(routed, provider, model);
  if (provider.wire === 'claude-cli') {
    const answer = prepareCliAnswer(withoutTag(routed), provider, model, context);
    return { kind: 'local', isStream, count, ...answer };
  }
  const { route, reason } = decision;
  const events = () => answerAsDemo({ context, route, reason, requestedModel: request.model, address });
  return { kind: 'local', isStream, count, losses: [], events };
}

/** What a provider of the client's own protocol gets of the client's fields. */
export function fromClient(
  { incoming }: DecidedRequest,
  provider: Provider,
): Pick<HttpCall, 'headers' | 'forwardsCredentials'> {
  const forwardsCredentials =
    provider.wire === 'anthropic' && provider.keys.length === 0 && incoming.mayForwardCredentials;
  const given = relayedRequestHeaders(incoming.headers, forwardsCredentials);
  const headers =
    provider.wire === 'anthropic' ? { ...versionOf(provider), ...fitHeaders(given, provider.quirks) } : given;
  return { headers: ownHeaders(provider, headers), forwardsCredentials };
}

/** What the client sent or a wire wants, with the provider's rules over it, as bytes that we can read. */
function ownHeaders(provider: Provider, headers: HeaderFields): HeaderFields {
  return {
    ...provider.presetHeaders,
    ...applyHeaderRules(headers, provider.headers),
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
}

function versionOf({ wire }: Provider): HeaderFields {
  return wire === 'anthropic' ? { 'anthropic-version': '2023-06-01' } : {};
}

function contextOf(
  { id, request, count }: RoutedRequest,
  { vendor }: Provider,
  upstreamModel: string,
  { toolNames, prelude }: Pick<AnswerContext, 'toolNames' | 'prelude'>,
): AnswerContext {
  return {
    messageId: `msg_${id.slice('req_'.length)}`,
    model: request.model,
    vendor,
    upstreamModel,
    toolNames,
    prelude,
    // Read when the answer begins, by when the count is usually there.
    get estimatedInputTokens() {
      return count.current;
    },
  };
}

function countingOf({ count }: RoutedRequest, { id }: Provider, model: string): () => void {
  return () => count.begin({ target: `${id}/${model}`, model });
}

/** The tag is rare, and going over the bytes again is simpler than a second way to remove it. */
function withoutTag({ decision, request }: RoutedRequest): MessagesRequest {
  if (decision.removeTag === null) return request;
  const bytes = removeSubagentTag(Buffer.from(JSON.stringify(request)), decision.removeTag.text);
  return clientWires.anthropic.readRequest(JSON.parse(bytes.toString())).request;
}
