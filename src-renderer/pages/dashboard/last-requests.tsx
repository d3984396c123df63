import type { RequestRow } from '../../../src-main/contract/requests.ts';
import type { CoreError } from '../../core-client.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { ErrorState, Skeleton } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { hrefOf } from './address.ts';
import type { Address } from './address.ts';
import { RequestCells, RequestHead } from './request-cells.tsx';

interface LastRequestsProps {
  address: Address;
  /** Newest first; undefined while they are not known. */
  rows: readonly RequestRow[] | undefined;
  error: CoreError | null;
  retry: () => void;
}

/** The last few requests, and the way to all of them. */
export function LastRequests({ address, rows, error, retry }: LastRequestsProps) {
  const { dashboard } = useTexts();
  const { period, by } = address;
  return (
    <Section
      title={dashboard.lastRequests}
      aside={<a href={hrefOf({ view: 'requests', period, by })}>{dashboard.allRequests}</a>}
    >
      {rows ? (
        <div className="request-table" role="region" aria-label={dashboard.requestTable} tabIndex={0}>
          <table>
            <RequestHead />
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className="request-row">
                  <RequestCells row={row} href={hrefOf({ ...address, request: row.id })} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : error ? (
        <ErrorState message={error.message} onRetry={retry} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Section>
  );
}
