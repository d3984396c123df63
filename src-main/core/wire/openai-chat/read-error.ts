import { kindOfStatus, RequestError, UpstreamStreamError, type ErrorKind } from '../../errors.ts';
import { readErrorBody, readErrorValue, type ToldError } from '../error-body.ts';
import { readOverflow } from './read-overflow.ts';

/** What the names of errors mean, where no status says it. */
const kindOfName: Readonly<Record<string, ErrorKind>> = {
  insufficient_quota: 'billing',
  exceeded_current_quota_error: 'billing',
  billing_hard_limit_reached: 'billing',
  insufficient_balance: 'billing',
  rate_limit_exceeded: 'rate-limit',
  rate_limit_error: 'rate-limit',
  rate_limit_reached_error: 'rate-limit',
  engine_overloaded_error: 'overloaded',
  server_is_overloaded: 'overloaded',
  slow_down: 'overloaded',
  overloaded_error: 'overloaded',
  invalid_api_key: 'authentication',
  authentication_error: 'authentication',
  invalid_authentication_error: 'authentication',
  permission_error: 'permission',
  model_not_found: 'not-found',
  invalid_request_error: 'invalid-request',
  invalid_prompt: 'invalid-request',
  bio_policy: 'invalid-request',
  misalignment_policy_violation: 'invalid-request',
};

/** Statuses that say something else than that a prompt is too long, whatever the message reminds of. */
const otherwise = new Set([401, 402, 403, 429]);

/**
 * Reads the body of an error answer. The status stays, but for two that would mislead a client: a prompt that is too
 * long becomes 400 in the client's own words, and money that has run out becomes 402, where OpenAI says 429.
 */
export function readChatError(status: number, body: string): RequestError {
  const { kind, message, status: shown } = meaningOf({ ...readErrorBody(body), status });
  return new RequestError(kind, message || `the upstream answered ${status} and did not say why`, shown);
}

/** Reads the error that a chunk of a stream holds. */
export function readChatErrorValue(error: unknown): UpstreamStreamError {
  const { kind, message, status } = meaningOf(readErrorValue(error));
  return new UpstreamStreamError(
    kind,
    message || 'the upstream reported an error and did not say which',
    status,
  );
}

function meaningOf({ message, name, status }: ToldError): {
  kind: ErrorKind;
  message: string;
  status: { status?: number };
} {
  const overflow = otherwise.has(status ?? 0) ? undefined : readOverflow(message, name);
  if (overflow !== undefined) return { kind: 'invalid-request', message: overflow, status: {} };
  const named = kindOfName[name ?? ''];
  if (status === undefined || named === 'billing') return { kind: named ?? 'upstream', message, status: {} };
  return { kind: kindOfStatus(status), message, status: { status } };
}
