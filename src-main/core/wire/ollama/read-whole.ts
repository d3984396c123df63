import { UpstreamProtocolError } from '../../errors.ts';
import { collectMessage } from '../anthropic/collect.ts';
import type { Message } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import type { AnswerContext } from '../wire.ts';
import { readParts } from './read-stream.ts';

/** Reads a whole answer by the stream's own mapping, as its only part; throws as the stream's reader does. */
export async function readOllamaAnswer(body: Uint8Array, context: AnswerContext): Promise<Message> {
  const answer = recordOf(parse(body));
  if (answer['message'] === undefined && answer['error'] === undefined) {
    throw new UpstreamProtocolError('the upstream answered without a message');
  }
  return collectMessage(readParts([{ ...answer, done: true }], context));
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  } catch (cause) {
    throw new UpstreamProtocolError('the upstream answered with something that is not JSON', { cause });
  }
}
