import { RequestError, kindOfStatus } from '../errors.ts';
import { openaiChat } from '../wire/openai-chat/index.ts';
import { readAnthropicError } from '../wire/anthropic/errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { HeaderFields } from './headers.ts';
import { UpstreamFailure, type FailureCode } from './upstream-failure.ts';

interface ErrorAnswer {
  status: number;
  headers: HeaderFields;
  body: Buffer;
}

/** What the failure is to the provider's key, beyond the attempt. */
export type KeyVerdict = 'fine' | 'refused' | 'throttled';

/** Whether an error status speaks about the key rather than about the request. */
export function keyVerdict(status: number): KeyVerdict {
  if (status === 401 || status === 403) return 'refused';
  return status === 429 || status === 402 ? 'throttled' : 'fine';
}

/**
 * Turns an error answer into a failure.
 * @param isRelayed whether the client speaks the upstream's protocol, so that the answer can be passed on as it came.
 * @param hasOtherKey whether the key was at fault and another of the provider's keys is at hand.
 */
export function answeredFailure(
  provider: Provider,
  answer: ErrorAnswer,
  isRelayed: boolean,
  hasOtherKey: boolean,
): UpstreamFailure {
  const { status, headers, body } = answer;
  const retryAfterMs = retryAfter(headers['retry-after']);
  const text = body.toString();
  const read =
    provider.wire === 'anthropic' ? readAnthropicError(status, text) : openaiChat.readError(status, text);
  const message = read.message.startsWith('prompt is too long')
    ? read.message
    : `${provider.id} answered ${status}: ${read.message}`;
  const shown = new RequestError(read.kind, message, {
    status: read.status,
    ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  });
  const isWorthWaiting =
    provider.retry.statuses.includes(status) && (retryAfterMs ?? 0) <= provider.retry.maxMs;
  const waitMs = hasOtherKey ? 0 : retryAfterMs;
  return new UpstreamFailure(shown, {
    code: codeOf(status),
    isRetryable: hasOtherKey || (isWorthWaiting && keyVerdict(status) !== 'refused'),
    isProviderFault: status >= 500,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    ...(isRelayed && isJson(text) ? { raw: answer } : {}),
  });
}

/** The failure that an error event at the head of a stream amounts to: as if its status had come instead of 200. */
export function streamedFailure(provider: Provider, error: RequestError): UpstreamFailure {
  return new UpstreamFailure(error, {
    code: 'upstream-error',
    isRetryable: provider.retry.statuses.includes(error.status),
    isProviderFault: error.status >= 500,
  });
}

/** What an error body says, in one line of at most 300 characters. */
export function readErrorMessage(body: string): string {
  return openaiChat.readError(500, body).message.slice(0, 300);
}

function codeOf(status: number): FailureCode {
  if (status === 401 || status === 403) return 'key-refused';
  if (kindOfStatus(status) === 'rate-limit') return 'rate-limited';
  return status === 404 ? 'wrong-path' : 'upstream-error';
}

/** Milliseconds that a `retry-after` asks for: seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  const seconds = Number(value);
  const waitMs = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A page from some gateway in between: the client gets the error in its own shape instead.
    return false;
  }
}
