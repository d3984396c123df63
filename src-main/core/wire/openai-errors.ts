import type { ErrorKind, RequestError } from '../errors.ts';

/** What OpenAI calls an error, and the status that it answers with where that is not the kind's own. */
interface OpenAIName {
  type: string;
  code: string | null;
  status?: number;
}

/** Sources: https://platform.openai.com/docs/guides/error-codes, and the codes that Codex acts on (2026-11). */
const nameOfKind: Readonly<Record<ErrorKind, OpenAIName>> = {
  'invalid-request': { type: 'invalid_request_error', code: null },
  authentication: { type: 'invalid_request_error', code: 'invalid_api_key' },
  billing: { type: 'insufficient_quota', code: 'insufficient_quota' },
  permission: { type: 'permission_error', code: null },
  'not-found': { type: 'invalid_request_error', code: 'model_not_found' },
  'too-large': { type: 'invalid_request_error', code: 'request_too_large' },
  'rate-limit': { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  upstream: { type: 'server_error', code: null },
  timeout: { type: 'server_error', code: 'timeout' },
  overloaded: { type: 'server_error', code: 'server_is_overloaded', status: 503 },
};

/** The words that every wire uses for a prompt that the model's context cannot hold. */
const overflow = 'prompt is too long';

/** The body of an error answer in OpenAI's protocols; `request_id` is an addition of ours. */
export interface OpenAIErrorBody {
  error: { message: string; type: string; param: null; code: string | null };
  request_id: string;
}

/** Writes an error as OpenAI answers it, whichever of its protocols the client speaks. */
export function writeOpenAIError(
  error: RequestError,
  requestId: string,
): { status: number; body: OpenAIErrorBody } {
  const { kind, message, status } = error;
  const { type, code, status: own } = nameOfKind[kind];
  const shownCode =
    kind === 'invalid-request' && message.startsWith(overflow) ? 'context_length_exceeded' : code;
  return {
    status: status === 529 && own !== undefined ? own : status,
    body: { error: { message, type, param: null, code: shownCode }, request_id: requestId },
  };
}

/** Writes the last bytes of a Chat or Completions stream that failed after it began. */
export function encodeOpenAIErrorEvent(error: RequestError, requestId: string): string {
  return `data: ${JSON.stringify(writeOpenAIError(error, requestId).body)}\n\ndata: [DONE]\n\n`;
}
