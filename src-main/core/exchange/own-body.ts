import type { Provider } from '../providers/provider.ts';
import type { Decision } from '../routing/route.ts';
import { removeForeignThinking, removeSubagentTag, restoreOwnThinking } from '../wire/anthropic/rewrite.ts';
import { removeForeignDetails } from '../wire/openai-chat/client-relay.ts';
import { removeForeignReasoning } from '../wire/openai-responses/client-relay.ts';
import { recordOf } from '../wire/open-fields.ts';
import { signatureMark } from '../wire/signature.ts';
import type { IncomingExchange } from './exchange.ts';
import { clientWires, type Protocol } from './protocols.ts';
import { readBody } from './read-body.ts';
import type { Transforms } from './transforms.ts';

/** A request as it came, and where it goes. */
export interface DecidedRequest {
  incoming: IncomingExchange;
  decision: Decision;
}

/** Where a request goes, and what changes in it on the way. */
export interface Destination {
  provider: Provider;
  transforms: Transforms | undefined;
}

/**
 * The client's body as a provider of its own protocol gets it: without our tag, its thinking as this vendor made it or
 * without it, transformed. `isCut`: thinking that came from another vendor is left out.
 */
export function ownBody(
  { incoming: { body, protocol }, decision }: DecidedRequest,
  { provider, transforms }: Destination,
): { body: Buffer; isCut: boolean } {
  const untagged = decision.removeTag === null ? body : removeSubagentTag(body, decision.removeTag.text);
  const { pure, isCut } = withReadableThinking(untagged, protocol, provider);
  return { body: transforms === undefined ? pure : transformed(pure, protocol, transforms), isCut };
}

/** Of thinking that bears our mark, what this vendor made itself. */
function withReadableThinking(
  body: Buffer,
  protocol: Protocol,
  { wire, vendor }: Provider,
): { pure: Buffer; isCut: boolean } {
  if (!body.includes(signatureMark)) return { pure: body, isCut: false };
  const own = wire === 'anthropic' ? restoreOwnThinking(body, vendor) : body;
  const pure = withoutForeignThinking[protocol](own);
  return { pure, isCut: pure !== own };
}

/** What a protocol's bodies are relayed without: thinking that nobody but another vendor can read. */
const withoutForeignThinking: Readonly<Record<Protocol, (body: Buffer) => Buffer>> = {
  anthropic: removeForeignThinking,
  'openai-chat': removeForeignDetails,
  'openai-completions': (body) => body,
  'openai-responses': removeForeignReasoning,
};

/** A body with transforms is parsed and written again: what they change cannot be cut out of its bytes. */
function transformed(body: Buffer, protocol: Protocol, transforms: Transforms): Buffer {
  const parsed = readBody(body);
  const said =
    protocol === 'anthropic' && transforms.changesTexts
      ? transforms.texts(clientWires.anthropic.readRequest(parsed).request)
      : recordOf(parsed);
  return Buffer.from(JSON.stringify(transforms.body(said)));
}
