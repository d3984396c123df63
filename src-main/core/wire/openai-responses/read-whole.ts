import { UpstreamProtocolError } from '../../errors.ts';
import { collectMessage } from '../anthropic/collect.ts';
import type { Message } from '../anthropic/messages.ts';
import { recordOf } from '../open-fields.ts';
import { parseAnswer } from '../openai-chat/read-whole.ts';
import type { AnswerContext } from '../wire.ts';
import { asEvent, readEvents } from './read-stream.ts';

/** Reads a whole answer by the stream's own mapping, as the stream's last event; throws as the stream's reader does. */
export async function readResponsesAnswer(body: Uint8Array, context: AnswerContext): Promise<Message> {
  const event = asEvent(recordOf(parseAnswer(body)));
  if (event['type'] === undefined) throw new UpstreamProtocolError('the upstream answered without output');
  return collectMessage(readEvents([event], context));
}
