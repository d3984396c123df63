import { readChatError } from '../openai-chat/read-error.ts';
import type { UpstreamWire } from '../wire.ts';
import type { ResponsesQuirks } from './quirks.ts';
import { readResponsesStream } from './read-stream.ts';
import { readResponsesAnswer } from './read-whole.ts';
import { writeResponsesRequest } from './write-request.ts';

/** OpenAI's Responses, without state at the upstream: every request holds the whole conversation. */
export const openaiResponses: UpstreamWire<ResponsesQuirks> = {
  writeRequest: writeResponsesRequest,
  readStream: readResponsesStream,
  readWhole: readResponsesAnswer,
  readError: readChatError,
};
