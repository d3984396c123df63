import { isAscii } from 'node:buffer';
import { RequestError } from '../errors.ts';

/** Parses a client's body; throws RequestError invalid-request. */
export function readBody(body: Buffer): unknown {
  try {
    // What is ASCII, as most bodies are, is a string of half the size that is made and parsed in half the time.
    return JSON.parse(body.toString(isAscii(body) ? 'latin1' : 'utf8'));
  } catch (cause) {
    throw new RequestError(
      'invalid-request',
      `the body is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`,
    );
  }
}
