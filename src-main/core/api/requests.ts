import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { ApiContext } from './context.ts';

/** The ledger's rows, newest first. */
export function listRequests(
  filter: OperationInput<'requests.list'>,
  { ledger }: ApiContext,
): OperationOutput<'requests.list'> {
  return { requests: ledger.list(filter) };
}
