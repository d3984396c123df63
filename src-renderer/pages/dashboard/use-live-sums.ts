import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { OperationName } from '../../../src-main/contract/operations.ts';
import { usePushedRequests } from '../../hooks/use-events.ts';

const pauseMs = 1500;

/** What a finished request changes; how long answers took is asked for more rarely, because it is read off the rows. */
const follow: readonly OperationName[] = [
  'usage.summary',
  'usage.series',
  'credits.list',
  'credits.get',
  'credits.report',
  'budgets.get',
];

/** Asks for sums anew after requests were pushed, however many there are at most once in a while. */
export function useLiveSums(): void {
  const client = useQueryClient();
  const pushed = usePushedRequests();
  const pending = useRef<number>(undefined);
  useEffect(() => {
    if (pushed.length === 0 || pending.current !== undefined) return;
    pending.current = window.setTimeout(() => {
      pending.current = undefined;
      for (const name of follow) void client.invalidateQueries({ queryKey: [name] });
    }, pauseMs);
  }, [client, pushed]);
  useEffect(
    () => () => {
      window.clearTimeout(pending.current);
      pending.current = undefined;
    },
    [],
  );
}
