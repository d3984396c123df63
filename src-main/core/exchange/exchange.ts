import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** A request as it came in, its body whole and decompressed. */
export interface IncomingExchange {
  protocol: 'anthropic';
  body: Buffer;
  headers: IncomingHttpHeaders;
  /** The raw query string with its `?`, or empty. */
  query: string;
  /** Id of the client whose token was shown; null where none is required. */
  client: string | null;
  /** Whether the client's own Authorization may reach an `anthropic` provider that has no keys. */
  mayForwardCredentials: boolean;
}

/** The life of requests: read, route, try targets, relay or translate, meter, record. */
export interface Exchange {
  /** Answers one request on `response`, errors included; resolves when it is over and never rejects. */
  answer(incoming: IncomingExchange, response: ServerResponse): Promise<void>;
  /** Requests under way. */
  readonly running: number;
}
