import type { ClientWire } from '../client-wire.ts';
import { encodeOpenAIErrorEvent, writeOpenAIError } from '../openai-errors.ts';
import { createChatAnswer } from './client-answer.ts';
import { createChatMeter, readWholeChatUsage } from './client-meter.ts';
import { readChatRequest } from './client-request.ts';

/** A comment: parsers of event streams pass over it. */
export const ping = ': ping\n\n';

/** OpenAI's Chat Completions as clients speak it: Cursor, VS Code, scripts. */
export const openaiChatClient: ClientWire = {
  readRequest(body) {
    const read = readChatRequest(body);
    const { request, losses } = read;
    return {
      request,
      isStream: request.stream === true,
      losses,
      answer: (about) => createChatAnswer(about, read),
    };
  },
  writeError: writeOpenAIError,
  errorEvent: encodeOpenAIErrorEvent,
  ping,
  relayPath: '/chat/completions',
  createMeter: createChatMeter,
  readWholeUsage: readWholeChatUsage,
};
