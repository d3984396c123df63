import type { UpstreamWire } from '../wire.ts';
import type { GeminiQuirks } from './quirks.ts';
import { readGeminiError } from './read-error.ts';
import { readGeminiAnswer, readGeminiStream } from './read-stream.ts';
import { writeGeminiRequest } from './write-request.ts';

/** Google's generateContent, as AI Studio and Vertex AI speak it. */
export const gemini: UpstreamWire<GeminiQuirks> = {
  writeRequest: writeGeminiRequest,
  readStream: readGeminiStream,
  readWhole: readGeminiAnswer,
  readError: readGeminiError,
};
