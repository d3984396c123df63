import { RequestError, kindOfStatus } from '../errors.ts';
import { openaiChat } from '../wire/openai-chat/index.ts';
import { adviseOnRefusal } from '../wire/anthropic/fit-advice.ts';
import type { Provider } from '../providers/provider.ts';
import type { HeaderFields } from './headers.ts';
import { spokenWire } from './spoken-wire.ts';
import { UpstreamFailure, type FailureCode } from './upstream-failure.ts';

interface ErrorAnswer {
  status: number;
  headers: HeaderFields;
  body: Buffer;
}

/** How the messages begin that Claude Code acts on by itself, which it would not know behind a prefix. */
const readByClients = ['prompt is too long', 'input length and'];

/** What the failure is to the provider's key, beyond the attempt. */
export type KeyVerdict = 'fine' | 'refused' | 'throttled';

/** Whether an error speaks about the key rather than about the request; Google's does so with a 400. */
export function keyVerdict(provider: Provider, { status, body }: ErrorAnswer): KeyVerdict {
  const { kind } = readError(provider, status, body.toString());
  if (status === 401 || status === 403 || kind === 'authentication') return 'refused';
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
  const text = body.toString();
  const read = readError(provider, status, text);
  const told = read.retryAfterSeconds === undefined ? undefined : read.retryAfterSeconds * 1000;
  const retryAfterMs = retryAfter(headers['retry-after']) ?? told;
  const isSaidAsIs = readByClients.some((beginning) => read.message.startsWith(beginning));
  const isKeyRefused = keyVerdict(provider, answer) === 'refused';
  const advice = adviceOn(provider, status, read.message, isRelayed);
  const said = isSaidAsIs ? read.message : `${provider.id} answered ${status}: ${read.message}`;
  const message = advice === undefined ? said : `${said} (${advice})`;
  const shown = new RequestError(read.kind, message, {
    status: read.status,
    ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  });
  const isWorthWaiting =
    provider.retry.statuses.includes(status) && (retryAfterMs ?? 0) <= provider.retry.maxMs;
  const waitMs = hasOtherKey ? 0 : retryAfterMs;
  return new UpstreamFailure(shown, {
    code: isKeyRefused ? 'key-refused' : codeOf(status),
    isRetryable: hasOtherKey || (isWorthWaiting && !isKeyRefused),
    isProviderFault: status >= 500,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    ...(isRelayed && advice === undefined && isJson(text) ? { raw: answer } : {}),
  });
}

/** The failure that an error event at the head of a stream amounts to: as if its status had come instead of 200. */
export function streamedFailure(provider: Provider, error: RequestError): UpstreamFailure {
  return new UpstreamFailure(error, {
    code: 'upstream-error',
    isRetryable: provider.retry.statuses.includes(error.status),
    isProviderFault: error.status >= 500,
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterMs: error.retryAfterSeconds * 1000 }),
  });
}

/** What an error answer of a provider means. */
export function readError(provider: Provider, status: number, body: string): RequestError {
  return (spokenWire(provider) ?? openaiChat).readError(status, body);
}

/** What the user can set so that it does not happen again; Ollama's errors say so themselves. */
function adviceOn(
  provider: Provider,
  status: number,
  message: string,
  isRelayed: boolean,
): string | undefined {
  if (status === 404 && !isRelayed && provider.wire !== 'ollama')
    return 'check the name of the model, and the baseUrl';
  // Other endpoints lag behind Anthropic's own, and their refusals can be prevented by a switch.
  if (provider.wire !== 'anthropic' || provider.vendor === 'anthropic' || status !== 400) return undefined;
  return adviseOnRefusal(message, provider.quirks);
}

/** What an error body says, in one line of at most 300 characters. */
export function readErrorMessage(body: string): string {
  return openaiChat.readError(500, body).message.slice(0, 300);
}

function codeOf(status: number): FailureCode {
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
