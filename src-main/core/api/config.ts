import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { ApiContext } from './context.ts';

/** The config as written in its file: keys are references, never values. */
export function getConfig({ config }: ApiContext): OperationOutput<'config.get'> {
  return config.raw();
}

/** Replaces the whole config and answers it as written; an invalid one is refused and the old one stays. */
export async function setConfig(
  input: OperationInput<'config.set'>,
  { config }: ApiContext,
): Promise<OperationOutput<'config.set'>> {
  await config.replace(input.config);
  return config.raw();
}
