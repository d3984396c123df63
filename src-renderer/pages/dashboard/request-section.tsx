import type { RequestRow } from '../../../src-main/contract/operations.ts';
import type { CoreError } from '../../core-client.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { RequestTable } from './request-table.tsx';

interface RequestSectionProps {
  /** Newest first; undefined while they are not known. */
  rows: RequestRow[] | undefined;
  error: CoreError | null;
  retry: () => void;
}

/** The last requests, or what stands in their place: that they are on their way, failed, or how to make the first. */
export function RequestSection({ rows, error, retry }: RequestSectionProps) {
  const { dashboard } = useTexts();
  return (
    <Section title={dashboard.lastRequests}>
      {rows && rows.length > 0 && <RequestTable rows={rows} />}
      {rows && rows.length === 0 && (
        <EmptyState title={dashboard.noRequests}>
          <p>{dashboard.noRequestsHint}</p>
          <ButtonLink href="/admin#claude-code" icon="terminal">
            {dashboard.claudeCode}
          </ButtonLink>
        </EmptyState>
      )}
      {!rows && (error ? <ErrorState message={error.message} onRetry={retry} /> : <Skeleton lines={6} />)}
    </Section>
  );
}
