import type { Decision } from '../routing/route.ts';
import type { Facts } from '../routing/facts.ts';
import type { MessageEvent, MessagesRequest } from '../wire/anthropic/messages.ts';
import { removeForeignThinking, removeSubagentTag } from '../wire/anthropic/rewrite.ts';
import { spliceModel } from '../wire/anthropic/splice.ts';
import { answerAsDemo } from '../wire/demo/demo.ts';
import { openaiChat } from '../wire/openai-chat/index.ts';
import type { AnswerContext } from '../wire/wire.ts';
import type { IncomingExchange } from './exchange.ts';
import { applyHeaderRules, relayedRequestHeaders, type HeaderFields } from './headers.ts';
import { readMessagesRequest } from './read-request.ts';
import type { Upstream } from './upstream.ts';

/** A request whose way is decided. */
export interface RoutedRequest {
  id: string;
  incoming: IncomingExchange;
  request: MessagesRequest;
  facts: Facts;
  decision: Decision;
  isStream: boolean;
}

/** A request ready to be sent to one target, as often as that takes. */
export type PreparedCall =
  | { kind: 'relay'; path: string; headers: HeaderFields; body: Uint8Array; forwardsCredentials: boolean }
  | {
      kind: 'translate';
      path: string;
      headers: HeaderFields;
      body: string;
      forwardsCredentials: false;
      isStream: boolean;
      context: AnswerContext;
      losses: readonly string[];
    }
  | {
      kind: 'local';
      isStream: boolean;
      estimatedInputTokens: number;
      events: () => AsyncGenerator<MessageEvent, void, void>;
    };

/** Writes a routed request in the protocol of one target; `address` is our own, for answers that name it. */
export function prepareCall(
  routed: RoutedRequest,
  upstream: Upstream,
  model: string,
  address: string,
): PreparedCall {
  switch (upstream.provider.wire) {
    case 'anthropic':
      return relay(routed, upstream, model);
    case 'demo':
      return local(routed, address);
    default:
      return translate(routed, upstream, model);
  }
}

function relay({ incoming, decision }: RoutedRequest, { provider }: Upstream, model: string): PreparedCall {
  const forwardsCredentials = provider.keys.length === 0 && incoming.mayForwardCredentials;
  const untagged =
    decision.removeTag === null ? incoming.body : removeSubagentTag(incoming.body, decision.removeTag.text);
  return {
    kind: 'relay',
    path: `/v1/messages${incoming.query}`,
    headers: {
      'anthropic-version': '2023-06-01',
      ...provider.presetHeaders,
      ...applyHeaderRules(relayedRequestHeaders(incoming.headers, forwardsCredentials), provider.headers),
      'content-type': 'application/json',
      'accept-encoding': 'identity',
    },
    body: spliceModel(removeForeignThinking(untagged), model),
    forwardsCredentials,
  };
}

function translate(routed: RoutedRequest, { provider }: Upstream, model: string): PreparedCall {
  const { request, decision, isStream } = routed;
  const source =
    decision.removeTag === null
      ? request
      : readMessagesRequest(removeSubagentTag(routed.incoming.body, decision.removeTag.text));
  const written = openaiChat.writeRequest(source, {
    vendor: provider.vendor,
    model,
    quirks: provider.quirks,
  });
  return {
    kind: 'translate',
    path: written.path,
    headers: {
      ...provider.presetHeaders,
      ...applyHeaderRules({}, provider.headers),
      accept: isStream ? 'text/event-stream' : 'application/json',
      'content-type': 'application/json',
      'accept-encoding': 'identity',
    },
    body: JSON.stringify(written.body),
    forwardsCredentials: false,
    isStream,
    context: {
      ...contextOf(routed),
      vendor: provider.vendor,
      toolNames: written.toolNames,
      prelude: written.prelude,
    },
    losses: written.losses,
  };
}

function local(routed: RoutedRequest, address: string): PreparedCall {
  const { request, decision, isStream } = routed;
  return {
    kind: 'local',
    isStream,
    estimatedInputTokens: routed.facts.estimatedInputTokens,
    events: () =>
      answerAsDemo({
        context: { ...contextOf(routed), vendor: 'demo', toolNames: new Map(), prelude: [] },
        route: decision.route,
        reason: decision.reason,
        requestedModel: request.model,
        address,
      }),
  };
}

function contextOf({
  id,
  request,
  facts,
}: RoutedRequest): Pick<AnswerContext, 'messageId' | 'model' | 'estimatedInputTokens'> {
  return {
    messageId: `msg_${id.slice('req_'.length)}`,
    model: request.model,
    estimatedInputTokens: facts.estimatedInputTokens,
  };
}
