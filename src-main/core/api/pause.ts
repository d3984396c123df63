import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { ApiContext } from './context.ts';

/** Pauses routing by context, or takes the pause back, for the next request; the config file is not touched. */
export function setPause(
  { paused }: OperationInput<'pause.set'>,
  { pause }: ApiContext,
): OperationOutput<'pause.set'> {
  pause.set(paused);
  return { paused: pause.isPaused() };
}
