import { UpstreamProtocolError, type RequestError } from '../errors.ts';
import { readAnthropicErrorEvent } from '../wire/anthropic/errors.ts';
import { readErrorValue } from '../wire/error-body.ts';
import { recordOf } from '../wire/open-fields.ts';
import { readChatErrorValue } from '../wire/openai-chat/read-error.ts';
import type { Provider } from '../providers/provider.ts';

const brace = 0x7b;
const spaces: readonly (number | undefined)[] = [0x20, 0x09, 0x0a, 0x0d];

/**
 * What keeps the whole body of an answer from being relayed, if anything: it is not JSON, a stream was asked for, or it
 * tells an error, which keeps its meaning although it came with a good status.
 */
export function misfitOf(
  { id, wire }: Pick<Provider, 'id' | 'wire'>,
  body: Buffer,
  isStreamAsked: boolean,
): RequestError | undefined {
  const isObject = body[body.findIndex((byte) => !spaces.includes(byte))] === brace;
  if (!isObject) return new UpstreamProtocolError(`${id} answered with something that is not JSON`);
  const error = body.includes('"error"') ? recordOf(parsed(body))['error'] : undefined;
  if (error !== undefined && error !== null)
    return wire === 'anthropic'
      ? readAnthropicErrorEvent(readErrorValue({ error }))
      : readChatErrorValue(error);
  if (!isStreamAsked) return undefined;
  return new UpstreamProtocolError(`${id} answered as a whole where a stream was asked for`);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // Whatever it is, it is not what was asked for.
    return undefined;
  }
}
