import type { RequestRow } from '../../src-main/contract/operations.ts';
import type { CoreError } from '../core-client.ts';
import { FirstSteps } from './first-steps.tsx';
import { RequestTable } from './request-table.tsx';
import { Section } from './section.tsx';
import '../styles/requests.css';

interface RequestSectionProps {
  /** Newest first; undefined while they are not known. */
  rows: RequestRow[] | undefined;
  error: CoreError | null;
  /** Where clients reach the core. */
  address: string | undefined;
}

/** The last requests, or what stands in their place: that they are on their way, failed, or how to make the first. */
export function RequestSection({ rows, error, address }: RequestSectionProps) {
  return (
    <Section title="Last requests" className="requests">
      {rows ? (
        rows.length > 0 ? (
          <RequestTable rows={rows} />
        ) : (
          <FirstSteps address={address} />
        )
      ) : (
        <Pending error={error} />
      )}
    </Section>
  );
}

function Pending({ error }: { error: CoreError | null }) {
  return error ? <p className="failure">{error.message}</p> : <p className="quiet">Loading…</p>;
}
