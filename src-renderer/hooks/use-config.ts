import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { Config, WrittenConfig } from '../../src-main/contract/config.ts';
import { callOperation } from '../core-client.ts';
import type { CoreError } from '../core-client.ts';
import { useOperation } from './use-operation.ts';

/** A config whose providers are as somebody typed them: the core says what is wrong with them. */
type TypedConfig = Omit<WrittenConfig, 'providers'> & { providers: readonly object[] };

/** Makes the config that is to be from the one that is; what it does not touch stays as another hand may have left it. */
export type ConfigEdit = (config: Config) => TypedConfig;

/** The config as written, and its saving. */
export function useConfig(): {
  read: UseQueryResult<Config, CoreError>;
  /** Reads the config anew, edits it and saves it; answers what it was before. A refusal changes nothing. */
  save: UseMutationResult<Config, CoreError, ConfigEdit>;
} {
  const client = useQueryClient();
  const read = useOperation('config.get', {});
  const save = useMutation<Config, CoreError, ConfigEdit>({
    // One after the other: each edit has to see what the one before it made.
    scope: { id: 'config' },
    mutationFn: async (edit) => {
      const before = await callOperation('config.get', {});
      await callOperation('config.set', { config: { ...edit(before) } });
      return before;
    },
    // Nearly everything that a page shows follows from the config.
    onSuccess: async () => client.invalidateQueries(),
  });
  return { read, save };
}
