import { UpstreamProtocolError } from '../../errors.ts';
import { collectMessage } from '../anthropic/collect.ts';
import type { Message } from '../anthropic/messages.ts';
import type { AnswerContext } from '../wire.ts';
import { recordOf } from '../open-fields.ts';
import { readChunks } from './read-stream.ts';

/** Reads a whole answer by the stream's own mapping, its message as the one delta; throws as the stream's reader does. */
export async function readChatAnswer(body: Uint8Array, context: AnswerContext): Promise<Message> {
  const answer = recordOf(parseAnswer(body));
  const { choices, error } = answer;
  if (!Array.isArray(choices) && error === undefined && answer['object'] !== 'error') {
    throw new UpstreamProtocolError('the upstream answered without choices');
  }
  const whole = Array.isArray(choices) ? choices.map(recordOf).map(asDelta) : [];
  return collectMessage(readChunks([{ ...answer, choices: whole }], context));
}

/** An answer that is here as a whole is complete, whether it says so or not. */
function asDelta(choice: Record<string, unknown>): Record<string, unknown> {
  return { ...choice, delta: choice['message'], finish_reason: choice['finish_reason'] ?? 'stop' };
}

/** Parses the body of a whole answer; throws UpstreamProtocolError if it is not JSON. */
export function parseAnswer(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  } catch (cause) {
    throw new UpstreamProtocolError('the upstream answered with something that is not JSON', { cause });
  }
}
