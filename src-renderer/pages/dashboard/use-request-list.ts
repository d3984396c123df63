import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import type { RequestRow } from '../../../src-main/contract/requests.ts';
import { callOperation } from '../../core-client.ts';
import type { CoreError } from '../../core-client.ts';
import { usePushedRequests } from '../../hooks/use-events.ts';
import { mergeRows, shownRequests } from '../../request-rows.ts';
import type { RequestFilter } from './address.ts';
import { fits, listInput } from './request-filter.ts';

const pageSize = 500;

type Page = OperationOutput<'requests.list'>;

/** Every request that fits, newest first, as far as it was asked for; what is pushed stands on top. */
export interface RequestList {
  /** Undefined while nothing is known. */
  rows: RequestRow[] | undefined;
  error: CoreError | null;
  retry: () => void;
  /** Whether there are older ones. */
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

/** Lists requests a page at a time. */
export function useRequestList(filter: RequestFilter): RequestList {
  const input = listInput(filter);
  const query = useInfiniteQuery<Page, CoreError, InfiniteData<Page>, unknown[], string | undefined>({
    queryKey: ['requests.list', 'pages', input],
    queryFn: ({ pageParam: beforeId }) =>
      callOperation('requests.list', {
        ...input,
        limit: pageSize,
        ...(beforeId !== undefined && { beforeId }),
      }),
    initialPageParam: undefined,
    getNextPageParam: ({ requests }) => (requests.length < pageSize ? undefined : requests.at(-1)?.id),
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const pushed = usePushedRequests();
  const listed = useMemo(() => data?.pages.flatMap(({ requests }) => requests), [data]);
  const rows = useMemo(() => {
    const fitting = pushed.filter((row) => fits(row, filter));
    return listed && mergeRows(listed, fitting, Number.POSITIVE_INFINITY);
  }, [listed, pushed, filter]);

  // Only so many pushed rows are kept: before the oldest of them goes, it has to be in the list.
  const oldest = pushed.length >= shownRequests ? pushed.at(-1) : undefined;
  const hasGap = oldest !== undefined && listed !== undefined && (listed[0]?.atMs ?? 0) < oldest.atMs;
  useEffect(() => {
    if (hasGap) void refetch();
  }, [hasGap, refetch]);

  return {
    rows,
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => {
      if (!isFetchingNextPage) void fetchNextPage();
    },
  };
}
