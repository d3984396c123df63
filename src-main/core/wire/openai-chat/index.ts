import type { UpstreamWire } from '../wire.ts';
import type { ChatQuirks } from './quirks.ts';
import { readChatError } from './read-error.ts';
import { readChatStream } from './read-stream.ts';
import { readChatAnswer } from './read-whole.ts';
import { writeChatRequest } from './write-request.ts';

/** OpenAI's Chat Completions, as OpenAI and all that are compatible with it speak it. */
export const openaiChat: UpstreamWire<ChatQuirks> = {
  writeRequest: writeChatRequest,
  readStream: readChatStream,
  readWhole: readChatAnswer,
  readError: readChatError,
};
