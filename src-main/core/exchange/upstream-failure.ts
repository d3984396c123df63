import type { OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';

/** Why an attempt failed, in the words of `providers.test`. */
export type FailureCode = NonNullable<OperationOutput<'providers.test'>['error']>['code'];

/** An upstream's error answer as it came, for clients that speak the same protocol. */
interface RawAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

interface FailureFacts {
  /** `unfit`: the request cannot be written for this target, which was not asked. */
  code: FailureCode | 'unfit';
  /** Whether the same provider may be asked again, with the same key or another. */
  isRetryable: boolean;
  /** Whether it counts toward opening the provider's breaker. */
  isProviderFault: boolean;
  /** How long the upstream asks to be left alone, in milliseconds. */
  retryAfterMs?: number;
  raw?: RawAnswer;
}

/** An attempt at a target that failed before anything of its answer reached the client. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  /** What the client sees if no other target can answer. */
  readonly shown: RequestError;
  readonly facts: FailureFacts;

  constructor(shown: RequestError, facts: FailureFacts) {
    super(shown.message, { cause: shown.cause });
    this.shown = shown;
    this.facts = facts;
  }
}

/** The client went away: nobody is left to answer. */
export class ClientGoneError extends RequestError {
  override readonly name = 'ClientGoneError';
  constructor() {
    super('invalid-request', 'the client closed the connection', { status: 499 });
  }
}

/** A limit in time that the upstream did not keep. */
export class UpstreamTimeoutError extends RequestError {
  override readonly name = 'UpstreamTimeoutError';
  constructor(message: string) {
    super('timeout', message);
  }
}

const certificateCodes = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS_CERT)/;

/** Turns what a connection threw into a failure that says what to mend; `provider` is the id that the user knows. */
export function connectionFailure(provider: string, host: string, error: unknown): UpstreamFailure {
  if (error instanceof UpstreamTimeoutError) return failure(error, 'timeout');
  const code = codeOf(error);
  const options = { status: 502, cause: error };
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return failure(
      new UpstreamTimeoutError(`${provider} did not accept a connection in time (${host})`),
      'timeout',
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return failure(
      new RequestError(
        'upstream',
        `${provider}: the host ${host} is not known: check its baseUrl and your network`,
        options,
      ),
      'unknown-host',
    );
  }
  if (code === 'ECONNREFUSED') {
    return failure(
      new RequestError(
        'upstream',
        `${provider} is not running at ${host} (the connection was refused): start it, or check its baseUrl`,
        options,
      ),
      'connection-refused',
    );
  }
  if (certificateCodes.test(code)) {
    const shown = new RequestError(
      'upstream',
      `${provider}: the certificate of ${host} is not trusted (${code}): set tls.caFile if it is your own`,
      options,
    );
    return new UpstreamFailure(shown, { code: 'bad-certificate', isRetryable: false, isProviderFault: true });
  }
  return failure(
    new RequestError('upstream', `${provider}: the connection to ${host} broke (${code})`, options),
    'upstream-error',
  );
}

function failure(shown: RequestError, code: FailureCode): UpstreamFailure {
  return new UpstreamFailure(shown, { code, isRetryable: true, isProviderFault: true });
}

/** The code of a network error, of its cause, or of the first of several tried addresses. */
function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = nextOf(current)) {
    if ('code' in current && typeof current.code === 'string' && current.code !== 'UND_ERR_SOCKET')
      return current.code;
    if (nextOf(current) === undefined && 'code' in current) return String(current.code);
  }
  return error instanceof Error ? error.name : 'unknown';
}

function nextOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause;
}
