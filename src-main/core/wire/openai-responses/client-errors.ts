import type { ErrorKind, RequestError } from '../../errors.ts';
import { UpstreamStreamError } from '../../errors.ts';
import type { ToldError } from '../error-body.ts';
import { writeOpenAIError } from '../openai-errors.ts';
import { outputId } from './client-output.ts';

/**
 * Writes the last bytes of a stream that failed after it began: an `error` event, at which the SDKs throw, and
 * `response.failed`, by whose code Codex decides whether to ask again (seen with 0.169: it reads no `error` events).
 */
export function encodeResponsesError(error: RequestError, requestId: string): string {
  const { message, code: named, param, type } = writeOpenAIError(error, requestId).body.error;
  const code = named ?? (error.kind === 'invalid-request' ? 'invalid_prompt' : 'server_error');
  const response = {
    id: outputId('resp', requestId),
    object: 'response',
    status: 'failed',
    error: { code, message, type, param },
    output: [],
    usage: null,
  };
  return encode({ type: 'error', code, message, param }) + encode({ type: 'response.failed', response });
}

/** What the codes of a stream's error mean; 2026-11, https://platform.openai.com/docs/guides/error-codes */
const kindOfCode: Readonly<Record<string, ErrorKind>> = {
  context_length_exceeded: 'invalid-request',
  invalid_prompt: 'invalid-request',
  insufficient_quota: 'billing',
  rate_limit_exceeded: 'rate-limit',
  server_is_overloaded: 'overloaded',
  slow_down: 'overloaded',
};

/** The error that the end of a relayed stream amounts to. */
export function readStreamError({ message, name = '' }: ToldError): UpstreamStreamError {
  const told = message || 'the upstream reported an error in mid-stream';
  return new UpstreamStreamError(kindOfCode[name] ?? 'upstream', told);
}

function encode(event: { type: string; [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
