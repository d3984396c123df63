import { UpstreamProtocolError, type RequestError } from '../errors.ts';
import { readAnthropicErrorEvent } from '../wire/anthropic/errors.ts';
import { readErrorValue } from '../wire/error-body.ts';
import { recordOf } from '../wire/open-fields.ts';

const brace = 0x7b;
const spaces: readonly (number | undefined)[] = [0x20, 0x09, 0x0a, 0x0d];

/**
 * What keeps the whole body of an answer from being relayed, if anything: it is not JSON, or a stream was asked for.
 * An error in it that came with a good status keeps its meaning.
 */
export function misfitOf(provider: string, body: Buffer, isStreamAsked: boolean): RequestError | undefined {
  const isObject = body[body.findIndex((byte) => !spaces.includes(byte))] === brace;
  if (!isObject) return new UpstreamProtocolError(`${provider} answered with something that is not JSON`);
  if (!isStreamAsked) return undefined;
  const { error } = recordOf(parsed(body));
  if (error !== undefined && error !== null) return readAnthropicErrorEvent(readErrorValue({ error }));
  return new UpstreamProtocolError(`${provider} answered as a whole where a stream was asked for`);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // Whatever it is, it is not what was asked for.
    return undefined;
  }
}
