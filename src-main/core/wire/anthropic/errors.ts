import { kindOfStatus, RequestError, UpstreamStreamError, type ErrorKind } from '../../errors.ts';
import { readErrorBody, type ToldError } from '../error-body.ts';

/** Anthropic's error types (https://platform.claude.com/docs/en/api/errors). */
const typeOfKind: Record<ErrorKind, string> = {
  'invalid-request': 'invalid_request_error',
  authentication: 'authentication_error',
  billing: 'billing_error',
  permission: 'permission_error',
  'not-found': 'not_found_error',
  'too-large': 'request_too_large',
  'rate-limit': 'rate_limit_error',
  upstream: 'api_error',
  timeout: 'timeout_error',
  overloaded: 'overloaded_error',
};

const isKind = (word: string): word is ErrorKind => word in typeOfKind;
const kindOfType = new Map(
  Object.keys(typeOfKind)
    .filter(isKind)
    .map((kind) => [typeOfKind[kind], kind]),
);

/** The body of an error answer in Anthropic's protocol. */
export interface AnthropicErrorBody {
  type: 'error';
  error: { type: string; message: string };
  request_id: string;
}

/** Writes an error as Anthropic answers it. */
export function writeAnthropicError(
  error: RequestError,
  requestId: string,
): { status: number; body: AnthropicErrorBody } {
  const { kind, message, status } = error;
  return {
    status,
    body: { type: 'error', error: { type: typeOfKind[kind], message }, request_id: requestId },
  };
}

/** Writes the event that ends a stream which failed after it began. */
export function encodeErrorEvent(error: RequestError, requestId: string): string {
  return `event: error\ndata: ${JSON.stringify(writeAnthropicError(error, requestId).body)}\n\n`;
}

/** Reads the body of an error answer of an Anthropic-compatible upstream; the status stays as it was. */
export function readAnthropicError(status: number, body: string): RequestError {
  const { message, name } = readErrorBody(body);
  const kind = kindOfType.get(name ?? '') ?? kindOfStatus(status);
  return new RequestError(kind, message || `the upstream answered ${status} and did not say why`, { status });
}

/** The error that an `error` event of an Anthropic stream amounts to. */
export function readAnthropicErrorEvent({ message, name }: ToldError): UpstreamStreamError {
  const kind = kindOfType.get(name ?? '') ?? 'upstream';
  return new UpstreamStreamError(kind, message || 'the upstream reported an error in mid-stream');
}
