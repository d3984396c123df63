import type { RequestRow } from '../../../src-main/contract/requests.ts';
import type { CoreError } from '../../core-client.ts';
import { unknownValue } from '../../format.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { EmptyState, ErrorState, Skeleton } from '../../parts/placeholder.tsx';
import { RouteLabel } from '../../parts/route-label.tsx';
import { Section } from '../../parts/section.tsx';
import { outcomeOf, StateDot } from '../../parts/state-dot.tsx';
import { ModelName, Money, RelativeTime } from '../../parts/values.tsx';
import './last-requests.css';

interface LastRequestsProps {
  /** Newest first; undefined while they are not known. */
  rows: readonly RequestRow[] | undefined;
  error: CoreError | null;
  retry: () => void;
}

/** The last few requests: where each went and why, how it ended, what it cost and how long it took. */
export function LastRequests({ rows, error, retry }: LastRequestsProps) {
  const { popover } = useTexts();
  return (
    <Section title={popover.lastRequests}>
      {rows && rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <RequestItem key={row.id} row={row} />
          ))}
        </ul>
      )}
      {rows && rows.length === 0 && <EmptyState title={popover.noRequests} />}
      {!rows && (error ? <ErrorState message={error.message} onRetry={retry} /> : <Skeleton lines={4} />)}
    </Section>
  );
}

function RequestItem({ row }: { row: RequestRow }) {
  const { common, popover } = useTexts();
  const format = useFormat();
  return (
    <li className="request">
      <p className="request-way">
        <RouteLabel route={row.route} />
        {row.target === null ? unknownValue : <ModelName name={row.target} />}
        <RelativeTime atMs={row.atMs} />
      </p>
      {row.reason && <p className="request-reason">{row.reason}</p>}
      {row.error && <p className="request-reason failure">{row.error}</p>}
      <p className="request-facts">
        <StateDot {...outcomeOf(row.status, common)} />
        {row.status !== null && (
          <>
            <span>
              <span className="unseen">{popover.duration} </span>
              {format.duration(row.totalMs)}
            </span>
            <span>
              <span className="unseen">{popover.cost} </span>
              <Money usd={row.costUsd} />
            </span>
          </>
        )}
      </p>
    </li>
  );
}
