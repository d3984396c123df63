import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { OperationName, OperationOutput, OperationRequest } from '../../src-main/contract/operations.ts';
import { callOperation } from '../core-client.ts';
import type { CoreError } from '../core-client.ts';

interface ReadOptions {
  /** Asks again this often for as long as it is shown. */
  everyMs?: number;
  /** False: not asked yet. */
  isWanted?: boolean;
  /** Shows what it answered to the input before until there is an answer to this one. */
  keepsLast?: boolean;
}

/** What an operation that reads answers, kept in the query cache under `[name, input]`. */
export function useOperation<Name extends OperationName>(
  name: Name,
  input: OperationRequest<Name>,
  { everyMs, isWanted = true, keepsLast = false }: ReadOptions = {},
): UseQueryResult<OperationOutput<Name>, CoreError> {
  return useQuery({
    queryKey: [name, input],
    queryFn: () => callOperation(name, input),
    enabled: isWanted,
    ...(keepsLast && { placeholderData: keepPreviousData }),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

/**
 * An operation that changes something; it is over once what it changes is read anew: the status, the config, and what
 * else is named. What was typed stays the caller's until then, so a refusal costs nobody their words.
 */
export function useChange<Name extends OperationName>(
  name: Name,
  changes: readonly OperationName[] = [],
): UseMutationResult<OperationOutput<Name>, CoreError, OperationRequest<Name>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input) => callOperation(name, input),
    onSuccess: () =>
      Promise.all(
        ['status.get', 'config.get', ...changes].map((changed) =>
          client.invalidateQueries({ queryKey: [changed] }),
        ),
      ),
  });
}
