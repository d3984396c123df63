import { kindOfStatus, UpstreamStreamError } from '../../errors.ts';
import { stringOf } from '../open-fields.ts';
import { readOverflow } from '../openai-chat/read-overflow.ts';

const loggedOut = /not logged in|run \/login|invalid api key|token (has )?expired/i;

/** The error that a `result` line tells with `is_error`; its `subtype` says "success" even then (seen in 2.1.329). */
export function readCliError(result: Record<string, unknown>): UpstreamStreamError {
  const { result: said, api_error_status: status, errors, subtype } = result;
  const told = stringOf(said) || stringOf(Array.isArray(errors) ? errors[0] : undefined) || stringOf(subtype);
  const overflow = readOverflow(told, undefined);
  if (overflow !== undefined) return new UpstreamStreamError('invalid-request', overflow);
  if (loggedOut.test(told)) {
    const way = 'run `claude` in a terminal and log in there, then try again';
    return new UpstreamStreamError('authentication', `the Claude CLI is not logged in (${told}): ${way}`);
  }
  const kind = typeof status === 'number' ? kindOfStatus(status) : 'upstream';
  return new UpstreamStreamError(kind, `the Claude CLI failed: ${told}`);
}
