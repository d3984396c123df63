import { RequestError } from '../errors.ts';

/** Parses a client's body; throws RequestError invalid-request. */
export function readBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new RequestError(
      'invalid-request',
      `the body is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`,
    );
  }
}
