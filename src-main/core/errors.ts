/** What an error means to a client, apart from any protocol: each protocol has a type and a status for each kind. */
export type ErrorKind =
  | 'invalid-request'
  | 'authentication'
  | 'billing'
  | 'permission'
  | 'not-found'
  | 'too-large'
  | 'rate-limit'
  | 'upstream'
  | 'timeout'
  | 'overloaded';

const statusOfKind: Record<ErrorKind, number> = {
  'invalid-request': 400,
  authentication: 401,
  billing: 402,
  permission: 403,
  'not-found': 404,
  'too-large': 413,
  'rate-limit': 429,
  upstream: 500,
  timeout: 504,
  overloaded: 529,
};

const kinds: ReadonlyMap<number, ErrorKind> = new Map([
  [400, 'invalid-request'],
  [401, 'authentication'],
  [402, 'billing'],
  [403, 'permission'],
  [404, 'not-found'],
  [408, 'timeout'],
  [413, 'too-large'],
  [429, 'rate-limit'],
  [503, 'overloaded'],
  [504, 'timeout'],
  [529, 'overloaded'],
]);

/** The kind that an HTTP status stands for; 5xx that have no kind of their own are `upstream`, other 4xx invalid requests. */
export function kindOfStatus(status: number): ErrorKind {
  return kinds.get(status) ?? (status >= 500 ? 'upstream' : 'invalid-request');
}

export interface RequestErrorOptions extends ErrorOptions {
  /** The HTTP status that the client gets; the kind's own one where absent. */
  status?: number;
  /** Seconds until it is worth trying again, for a `retry-after` header. */
  retryAfterSeconds?: number;
}

/** An error that the client may see as it is: what happened and what to do, in the shape of the client's protocol. */
export class RequestError extends Error {
  override readonly name: string = 'RequestError';
  readonly kind: ErrorKind;
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, message: string, options: RequestErrorOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.status = options.status ?? statusOfKind[kind];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The upstream's stream broke its own protocol or ended early: what was sent so far is not an answer. */
export class UpstreamProtocolError extends RequestError {
  override readonly name = 'UpstreamProtocolError';
  constructor(message: string, options: RequestErrorOptions = {}) {
    super('upstream', message, { status: 502, ...options });
  }
}

/** The upstream reported an error inside a stream whose status was 200. */
export class UpstreamStreamError extends RequestError {
  override readonly name = 'UpstreamStreamError';
}
