import { RequestError, UpstreamStreamError } from '../../errors.ts';
import { readErrorBody, type ToldError } from '../error-body.ts';
import { readOverflow } from '../openai-chat/read-overflow.ts';
import { readAnthropicError, readAnthropicErrorEvent } from './errors.ts';

/** Statuses that say something else than that a prompt is too long, whatever the message reminds of. */
const otherwise: ReadonlySet<number> = new Set([401, 402, 403, 429]);

/**
 * Reads the body of an error answer. The status stays, but for a prompt that is too long: Anthropic-compatible servers
 * say that in words of their own, and a client must know it to shorten the conversation.
 */
export function readUpstreamError(status: number, body: string): RequestError {
  const { message, name } = readErrorBody(body);
  const overflow = otherwise.has(status) ? undefined : readOverflow(message, name);
  if (overflow !== undefined) return new RequestError('invalid-request', overflow);
  return readAnthropicError(status, body);
}

/** Reads the error that an event of a stream told. */
export function readUpstreamErrorEvent(told: ToldError): UpstreamStreamError {
  const overflow = readOverflow(told.message, told.name);
  return overflow === undefined
    ? readAnthropicErrorEvent(told)
    : new UpstreamStreamError('invalid-request', overflow);
}
