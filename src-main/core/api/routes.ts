import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { ApiContext } from './context.ts';

const usualAboveTokens = 200_000;

/** Sets one route, in force for the next request; the config store refuses a target that it does not know. */
export async function setRoute(
  { route, use }: OperationInput<'routes.set'>,
  { config }: ApiContext,
): Promise<OperationOutput<'routes.set'>> {
  if (route === 'default' && use === null) {
    throw new RequestError(
      'invalid-request',
      'use: the default route cannot be unset: every request must end somewhere',
    );
  }
  const value = route === 'longContext' && use !== null ? { use, aboveTokens: aboveTokens(config) } : use;
  return (await config.edit(['routes', route], value)).routes;
}

function aboveTokens(config: ApiContext['config']): number {
  return config.current().routes.longContext?.aboveTokens ?? usualAboveTokens;
}
