import { needsFitting } from '../wire/anthropic/fit-request.ts';
import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import { spliceModel } from '../wire/anthropic/splice.ts';
import { vertexCountBody } from '../wire/anthropic/vertex.ts';
import type { HeaderFields } from './headers.ts';
import { ownBody, type DecidedRequest, type Destination } from './own-body.ts';
import { fromClient } from './prepare-call.ts';

/** A question for a provider's own counter. */
export interface CountCall {
  path: string;
  headers: HeaderFields;
  body: Buffer;
  /** The client's own login goes along instead of a key. */
  forwardsCredentials: boolean;
}

/** Writes a count for a provider that counts itself; undefined for one that does not, or not what it would be sent. */
export function prepareCount(
  decided: DecidedRequest,
  request: MessagesRequest,
  destination: Destination,
  model: string,
): CountCall | undefined {
  const { provider } = destination;
  const { countTokensPath, wire, quirks } = provider;
  if (countTokensPath === undefined || wire !== 'anthropic' || needsFitting(request, quirks))
    return undefined;
  const { body } = ownBody(decided, destination);
  return {
    ...fromClient(decided, provider),
    ...(quirks.isVertex === true
      ? { path: countTokensPath, body: vertexCountBody(body, model) }
      : { path: countTokensPath + decided.incoming.query, body: spliceModel(body, model) }),
  };
}
