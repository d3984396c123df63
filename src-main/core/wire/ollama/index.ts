import type { UpstreamWire } from '../wire.ts';
import type { OllamaQuirks } from './quirks.ts';
import { readOllamaError } from './read-error.ts';
import { readOllamaStream } from './read-stream.ts';
import { readOllamaAnswer } from './read-whole.ts';
import { writeOllamaRequest } from './write-request.ts';

/** Ollama's own protocol, which sets the size of the context; source: https://docs.ollama.com/api/chat (2026-11). */
export const ollama: UpstreamWire<OllamaQuirks> = {
  writeRequest: writeOllamaRequest,
  readStream: readOllamaStream,
  readWhole: readOllamaAnswer,
  readError: readOllamaError,
};
