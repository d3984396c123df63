import { useMemo } from 'react';
import type { CoreView } from '../../hooks/use-core.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import type { Address, RequestFilter } from './address.ts';
import { EndlessRequests } from './endless-requests.tsx';
import { FirstSteps } from './first-steps.tsx';
import { RequestFilters } from './request-filters.tsx';
import { goTo } from './use-address.ts';
import { useRequestList } from './use-request-list.ts';
import './requests-view.css';

/** Every request there is, narrowed down by filters. */
export function RequestsView({ core, address }: { core: CoreView; address: Address }) {
  const { requests } = useTexts();
  const { provider, route, outcome, text } = address;
  const filter = useMemo<RequestFilter>(
    () => ({
      ...(provider !== undefined && { provider }),
      ...(route !== undefined && { route }),
      ...(outcome !== undefined && { outcome }),
      ...(text !== undefined && { text }),
    }),
    [provider, route, outcome, text],
  );
  const list = useRequestList(filter);
  const { rows } = list;
  const isFiltered = Object.keys(filter).length > 0;
  const clear = () => goTo({ view: 'requests', period: address.period, by: address.by });
  return (
    <>
      <RequestFilters core={core} address={address} />
      <Section
        title={requests.title}
        aside={rows && <span role="status">{requests.shown(rows.length)}</span>}
      >
        {rows && rows.length > 0 && (
          <EndlessRequests key={JSON.stringify(filter)} list={list} rows={rows} address={address} />
        )}
        {rows?.length === 0 && isFiltered && (
          <EmptyState title={requests.none}>
            <Button onClick={clear}>{requests.clear}</Button>
          </EmptyState>
        )}
        {rows?.length === 0 && !isFiltered && <FirstSteps />}
        {!rows &&
          (list.error ? (
            <ErrorState message={list.error.message} onRetry={list.retry} />
          ) : (
            <Skeleton lines={12} />
          ))}
      </Section>
    </>
  );
}
