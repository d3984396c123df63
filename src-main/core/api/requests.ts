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

/** All that the ledger holds of one request, and its bodies where they are kept; one that still runs is not in it. */
export async function getRequest(
  { id }: OperationInput<'requests.get'>,
  { ledger, bodies, config }: Pick<ApiContext, 'ledger' | 'bodies' | 'config'>,
): Promise<OperationOutput<'requests.get'>> {
  const request = ledger.get(id);
  if (request === undefined) throw new RequestError('not-found', `the ledger has no request "${id}"`);
  const isOn = config.current().logging.bodies === 'masked';
  return { ...request, bodies: isOn ? await bodies.read(id) : null };
}
