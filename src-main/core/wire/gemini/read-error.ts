import {
  kindOfStatus,
  RequestError,
  UpstreamStreamError,
  type ErrorKind,
  type RequestErrorOptions,
} from '../../errors.ts';
import { readErrorBody } from '../error-body.ts';
import { recordOf, stringOf } from '../open-fields.ts';
import { readOverflow } from '../openai-chat/read-overflow.ts';

/** Google's names of errors (https://google.aip.dev/193). */
const kindOfName: ReadonlyMap<string, ErrorKind> = new Map([
  ['INVALID_ARGUMENT', 'invalid-request'],
  ['FAILED_PRECONDITION', 'invalid-request'],
  ['OUT_OF_RANGE', 'invalid-request'],
  ['UNAUTHENTICATED', 'authentication'],
  ['PERMISSION_DENIED', 'permission'],
  ['NOT_FOUND', 'not-found'],
  ['RESOURCE_EXHAUSTED', 'rate-limit'],
  ['UNAVAILABLE', 'overloaded'],
  ['DEADLINE_EXCEEDED', 'timeout'],
  ['INTERNAL', 'upstream'],
  ['UNKNOWN', 'upstream'],
]);

/** Reasons that say more than the status: a wrong key comes as 400, a project without billing as 403. */
const kindOfReason: ReadonlyMap<string, ErrorKind> = new Map([
  ['API_KEY_INVALID', 'authentication'],
  ['BILLING_DISABLED', 'billing'],
]);

/** How AI Studio and Vertex word a prompt that is too long; both numbers may be missing elsewhere. */
const overflow = /input token count\D*(\d+)\D+(\d+)/i;

/**
 * Reads the body of an error answer, also where it is a list of one. The status stays, but for a prompt that is too
 * long, which becomes 400 in the client's own words, and for reasons that mean another one.
 */
export function readGeminiError(status: number, body: string): RequestError {
  const { kind, message, options } = meaningOf(errorIn(parse(body)), readErrorBody(body).message, status);
  return new RequestError(kind, message || `the upstream answered ${status} and did not say why`, options);
}

/** Reads the error that a chunk of a stream holds. */
export function readGeminiErrorValue(value: unknown): UpstreamStreamError {
  const error = recordOf(value);
  const { code } = error;
  const status = typeof code === 'number' && code >= 400 && code <= 599 ? code : undefined;
  const { kind, message, options } = meaningOf(error, stringOf(error['message']), status);
  return new UpstreamStreamError(
    kind,
    message || 'the upstream reported an error and did not say which',
    options,
  );
}

function meaningOf(
  error: Record<string, unknown>,
  message: string,
  status: number | undefined,
): { kind: ErrorKind; message: string; options: RequestErrorOptions } {
  const details = [error['details'] ?? []].flat().map(recordOf);
  const tooLong = status === 429 ? undefined : overflowIn(message);
  if (tooLong !== undefined) return { kind: 'invalid-request', message: tooLong, options: {} };
  const reason = details.map((detail) => kindOfReason.get(stringOf(detail['reason']))).find(Boolean);
  if (reason) return { kind: reason, message, options: {} };
  const named = kindOfName.get(stringOf(error['status']));
  const kind = named ?? (status === undefined ? 'upstream' : kindOfStatus(status));
  return { kind, message, options: { ...(status && { status }), ...retryIn(details) } };
}

function overflowIn(message: string): string | undefined {
  const [, tokens, limit] = overflow.exec(message) ?? [];
  if (Number(tokens) > Number(limit)) return `prompt is too long: ${tokens} tokens > ${limit} maximum`;
  return readOverflow(message, undefined);
}

/** `retryDelay` is a number of seconds with an `s` behind it (google.rpc.RetryInfo). */
function retryIn(
  details: readonly Record<string, unknown>[],
): Pick<RequestErrorOptions, 'retryAfterSeconds'> {
  const seconds = details
    .map(({ retryDelay }) => parseFloat(stringOf(retryDelay)))
    .find((delay) => delay >= 0);
  return seconds === undefined ? {} : { retryAfterSeconds: Math.ceil(seconds) };
}

function errorIn(body: unknown): Record<string, unknown> {
  const told: unknown = Array.isArray(body) ? body[0] : body;
  return recordOf(recordOf(told)['error']);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // A page or plain text: its message is read as such.
    return undefined;
  }
}
