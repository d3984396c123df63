import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { OperationName, OperationOutput, OperationRequest } from '../../src-main/contract/operations.ts';
import { callOperation } from '../core-client.ts';
import type { CoreError } from '../core-client.ts';

/** What an operation that reads answers, kept in the query cache under `[name, input]`. */
export function useOperation<Name extends OperationName>(
  name: Name,
  input: OperationRequest<Name>,
): UseQueryResult<OperationOutput<Name>, CoreError> {
  return useQuery({ queryKey: [name, input], queryFn: () => callOperation(name, input) });
}

/** An operation that changes something; it is over once the status that shows the change is here. */
export function useChange<Name extends OperationName>(
  name: Name,
): UseMutationResult<OperationOutput<Name>, CoreError, OperationRequest<Name>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input) => callOperation(name, input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['status.get'] }),
  });
}
