import type { OperationOutput, Status } from '../../contract/operations.ts';

/** Providers at run time: their connections, keys, breakers and states. */
export interface Upstreams {
  states(): Status['providers'];
  /** Calls the provider for real and says what is wrong, if anything; throws RequestError not-found for an unknown id. */
  test(id: string): Promise<OperationOutput<'providers.test'>>;
  /** Model ids per provider as configured or last heard from the provider; never waits for a provider. */
  knownModels(): Map<string, string[]>;
}
