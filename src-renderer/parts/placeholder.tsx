import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CoreError } from '../core-client.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { Button } from './button.tsx';
import './placeholder.css';

/** What stands where there is nothing yet, and how to change that. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="placeholder">
      <p className="placeholder-title">{title}</p>
      {children}
    </div>
  );
}

/** What stands where something could not be loaded, in the core's own words. */
export function ErrorState({ message, onRetry }: { message: string; onRetry: () => void }) {
  const { common } = useTexts();
  return (
    <div className="placeholder" role="alert">
      <p className="placeholder-title">{common.failed}</p>
      <p className="failure">{message}</p>
      <Button onClick={onRetry}>{common.retry}</Button>
    </div>
  );
}

/** As many lines as there will be about, so that nothing moves when they come. */
export function Skeleton({ lines }: { lines: number }) {
  const { common } = useTexts();
  return (
    <div className="skeleton" aria-busy="true">
      <span className="unseen">{common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}

/** One answer until it is there: on its way, or failed with a way to try again. The caller tells empty from full. */
export function Answer<Data>({
  query,
  lines,
  children,
}: {
  query: Pick<UseQueryResult<Data, CoreError>, 'data' | 'error' | 'refetch'>;
  lines: number;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState message={query.error.message} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
