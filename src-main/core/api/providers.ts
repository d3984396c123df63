import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { ApiContext } from './context.ts';

/** Calls a provider for real and says what is wrong with it, if anything. */
export function testProvider(
  { id }: OperationInput<'providers.test'>,
  { upstreams }: ApiContext,
): Promise<OperationOutput<'providers.test'>> {
  return upstreams.test(id);
}

/** Calls a provider that is not configured, for real, and keeps nothing of it; refuses what a config would be refused for. */
export async function tryProvider(
  { provider, key }: OperationInput<'providers.try'>,
  { config, upstreams, mask }: ApiContext,
): Promise<OperationOutput<'providers.try'>> {
  const trimmed = key?.trim();
  if (trimmed === '') throw new RequestError('invalid-request', 'providers.try: key: the key is empty');
  // Before anything else, so that no error can quote it.
  if (trimmed !== undefined) mask.learn(trimmed);
  const entry = config.readProvider({ ...provider, ...(trimmed !== undefined && { keys: [] }) });
  return upstreams.try(trimmed === undefined ? entry : { ...entry, keys: [trimmed] });
}
