import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { RequestRow } from '../../../src-main/contract/requests.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { hrefOf } from './address.ts';
import type { Address } from './address.ts';
import { RequestCells, RequestHead } from './request-cells.tsx';
import type { RequestList } from './use-request-list.ts';

/** As the style sheet has it: every row is as high as any other. */
const rowHeight = 52;
const overscan = 12;
/** Older rows are asked for when so few are left below. */
const loadAhead = 60;

interface EndlessRequestsProps {
  list: RequestList;
  rows: readonly RequestRow[];
  address: Address;
}

/** As many rows in the document as fit the screen; older ones are loaded as one comes near them, by wheel or by key. */
export function EndlessRequests({ list, rows, address }: EndlessRequestsProps) {
  const { requests } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler of React's memoizes what it returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const { hasMore, isLoadingMore, loadMore } = list;
  const isNearEnd = last !== undefined && last.index >= rows.length - loadAhead;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoadingMore) loadMore();
  });
  useSteadyScroll(scroller, rows);
  const moveFocus = useMovingFocus(scroller, rows, (index) => virtual.scrollToIndex(index));
  return (
    <>
      <div
        ref={scroller}
        className="request-table requests-endless"
        role="region"
        aria-label={requests.table}
        tabIndex={0}
        onKeyDown={moveFocus}
      >
        <table aria-rowcount={hasMore ? -1 : rows.length + 1}>
          <RequestHead />
          <tbody>
            <Gap height={first?.start ?? 0} />
            {items.map(({ index, key }) => {
              const row = rows[index];
              return (
                row && (
                  <tr key={key} className="request-row" aria-rowindex={index + 2}>
                    <RequestCells row={row} href={hrefOf({ ...address, request: row.id })} />
                  </tr>
                )
              );
            })}
            <Gap height={virtual.getTotalSize() - (last?.end ?? 0)} />
          </tbody>
        </table>
      </div>
      <p className="requests-foot">
        {isLoadingMore ? requests.loadingMore : hasMore ? requests.more : requests.end}
      </p>
    </>
  );
}

/** Stands for the rows that are not in the document. */
function Gap({ height }: { height: number }) {
  return (
    <tr className="request-gap" aria-hidden="true" hidden={height <= 0}>
      <td colSpan={9} style={{ height }} />
    </tr>
  );
}

/** What is looked at stays where it is while new rows come in above it. */
function useSteadyScroll(scroller: React.RefObject<HTMLElement | null>, rows: readonly RequestRow[]): void {
  const top = useRef(rows[0]?.id);
  useLayoutEffect(() => {
    const added = rows.findIndex(({ id }) => id === top.current);
    top.current = rows[0]?.id;
    const element = scroller.current;
    if (element && element.scrollTop > 0 && added > 0) element.scrollBy(0, added * rowHeight);
  }, [scroller, rows]);
}

/** Arrows, Page Up and Down, Home and End go from row to row, also to rows that are not in the document yet. */
function useMovingFocus(
  scroller: React.RefObject<HTMLElement | null>,
  rows: readonly RequestRow[],
  scrollTo: (index: number) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  const wanted = useRef<string>(undefined);
  const focusWanted = () => {
    const link = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-request]') ?? [])].find(
      ({ dataset }) => dataset['request'] === wanted.current,
    );
    if (!link) return;
    link.focus({ preventScroll: true });
    wanted.current = undefined;
  };
  useLayoutEffect(() => {
    if (wanted.current !== undefined) focusWanted();
  });
  return (event) => {
    const focused = document.activeElement;
    const id = focused instanceof HTMLElement ? focused.dataset['request'] : undefined;
    if (id === undefined) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const at = rows.findIndex((row) => row.id === id);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const asked = steps[event.key];
    if (asked === undefined) return;
    event.preventDefault();
    const next = Math.min(rows.length - 1, Math.max(0, asked));
    wanted.current = rows[next]?.id;
    scrollTo(next);
    focusWanted();
  };
}
