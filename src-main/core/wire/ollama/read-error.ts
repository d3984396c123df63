import { RequestError, UpstreamStreamError } from '../../errors.ts';
import { readChatError, readChatErrorValue } from '../openai-chat/read-error.ts';

/** What to do about the errors that a local model is prone to; `$1` is what the pattern's group holds. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /model ["']?([^"'\s]+?)["']? not found/i,
    'run `ollama pull $1`, or choose a model that `ollama list` shows',
  ],
  [/does not support thinking/i, 'switch thinking off in the client, or choose a model that thinks'],
  [/does not support tools/i, 'choose a model from https://ollama.com/search?c=tools'],
  [/requires more system memory/i, 'choose a smaller model'],
];

/** Reads the body of an error answer: `{"error":"…"}`, with what to do about it where that is known. */
export function readOllamaError(status: number, body: string): RequestError {
  const error = readChatError(status, body);
  return new RequestError(error.kind, advised(error.message), { status: error.status });
}

/** Reads an error that comes in mid-stream, as a line of its own. */
export function readOllamaErrorValue(value: unknown): UpstreamStreamError {
  const error = readChatErrorValue(value);
  return new UpstreamStreamError(error.kind, advised(error.message), { status: error.status });
}

function advised(message: string): string {
  for (const [pattern, what] of advice) {
    const found = pattern.exec(message);
    if (found) return `${message}: ${what.replace('$1', () => found[1] ?? '')}`;
  }
  return message;
}
