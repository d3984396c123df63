import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { ApiContext } from './context.ts';

/** Calls a provider for real and says what is wrong with it, if anything. */
export function testProvider(
  { id }: OperationInput<'providers.test'>,
  { upstreams }: ApiContext,
): Promise<OperationOutput<'providers.test'>> {
  return upstreams.test(id);
}
