import { ConfigError } from '../config/config-error.ts';
import { RequestError } from '../errors.ts';
import { KeychainUnavailableError } from '../secrets/secret-store.ts';

/** What a failed operation amounts to: an HTTP status, a code for programs, a sentence for people. */
export interface Failure {
  status: number;
  code: string;
  message: string;
}

/** Reads the errors that an operation's caller can do something about; undefined for all others. */
export function readFailure(error: unknown): Failure | undefined {
  if (error instanceof RequestError)
    return { status: error.status, code: error.kind, message: error.message };
  if (error instanceof ConfigError) return { status: 400, code: 'invalid-config', message: error.message };
  if (error instanceof KeychainUnavailableError) {
    return { status: 503, code: 'keychain-unavailable', message: error.message };
  }
  return undefined;
}
