import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isSameJson } from '../json-change.ts';

/** What somebody typed over a value, and the value that it was typed over. */
interface Draft<Value> {
  base: Value;
  typed: Value;
}

const draftKey = (name: string) => ['draft', name];

/**
 * What is typed under a name, kept for as long as the page is open: whoever looks elsewhere in between finds it as it
 * was. Until somebody types it is the value as it is now.
 */
export function useDraft<Value extends object>(
  name: string,
  value: Value,
): Draft<Value> & { isChanged: boolean; type: (part: Partial<Value>) => void; discard: () => void } {
  const client = useQueryClient();
  const queryKey = draftKey(name);
  const draft = useQuery<Draft<Value> | null>({ queryKey, queryFn: skipToken, gcTime: Infinity }).data;
  return {
    base: draft?.base ?? value,
    typed: draft?.typed ?? value,
    isChanged: draft !== undefined && draft !== null,
    type: (part) =>
      client.setQueryData<Draft<Value> | null>(queryKey, (before) => {
        const { base, typed } = before ?? { base: value, typed: value };
        const after = { ...typed, ...part };
        return isSameJson(after, base) ? null : { base, typed: after };
      }),
    discard: () => client.setQueryData(queryKey, null),
  };
}

/** Whether something is typed under a name and not saved. */
export function useHasDraft(name: string): boolean {
  const draft = useQuery<object | null>({
    queryKey: draftKey(name),
    queryFn: skipToken,
    gcTime: Infinity,
  }).data;
  return draft !== undefined && draft !== null;
}

/** Makes the browser ask before it leaves a page on which something is typed and not saved; one caller per page. */
export function useDraftGuard(): void {
  const client = useQueryClient();
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      const drafts = client.getQueriesData({ queryKey: ['draft'] });
      if (drafts.some(([, draft]) => draft !== undefined && draft !== null)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [client]);
}
