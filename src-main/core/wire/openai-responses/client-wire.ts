import type { ClientWire } from '../client-wire.ts';
import { writeOpenAIError } from '../openai-errors.ts';
import { ping } from './client-answer.ts';
import { encodeResponsesError } from './client-errors.ts';
import { createResponsesMeter, readWholeResponsesUsage } from './client-meter.ts';
import { readResponsesRequest } from './client-request.ts';

/** Clients that speak OpenAI's Responses, Codex among them. */
export const openaiResponsesClient: ClientWire = {
  readRequest: readResponsesRequest,
  writeError: writeOpenAIError,
  errorEvent: encodeResponsesError,
  ping,
  relayPath: '/responses',
  createMeter: createResponsesMeter,
  readWholeUsage: readWholeResponsesUsage,
};
