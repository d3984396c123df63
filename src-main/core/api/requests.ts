import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { ApiContext } from './context.ts';

/** The ledger's rows, newest first. */
export function listRequests(
  filter: OperationInput<'requests.list'>,
  { ledger }: ApiContext,
): OperationOutput<'requests.list'> {
  return { requests: ledger.list(filter) };
}

/** All that the ledger holds of one request; one that still runs is not in it. */
export function getRequest(
  { id }: OperationInput<'requests.get'>,
  { ledger }: ApiContext,
): OperationOutput<'requests.get'> {
  const request = ledger.get(id);
  if (request === undefined) throw new RequestError('not-found', `the ledger has no request "${id}"`);
  return request;
}
