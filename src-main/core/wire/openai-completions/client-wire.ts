import type { ClientWire } from '../client-wire.ts';
import { createChatMeter, readWholeChatUsage } from '../openai-chat/client-meter.ts';
import { ping } from '../openai-chat/client-wire.ts';
import { encodeOpenAIErrorEvent, writeOpenAIError } from '../openai-errors.ts';
import { createCompletionsAnswer } from './answer.ts';
import { readCompletionsRequest } from './read-request.ts';

/** OpenAI's legacy completions, which older scripts and editors speak. */
export const openaiCompletionsClient: ClientWire = {
  readRequest(body) {
    const read = readCompletionsRequest(body);
    const { request, losses } = read;
    return {
      request,
      isStream: request.stream === true,
      losses,
      answer: (about) => createCompletionsAnswer(about, read),
    };
  },
  writeError: writeOpenAIError,
  errorEvent: encodeOpenAIErrorEvent,
  ping,
  relayPath: '/completions',
  createMeter: createChatMeter,
  readWholeUsage: readWholeChatUsage,
};
