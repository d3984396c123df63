import { useEvents, usePushedRequests } from '../hooks/use-events.ts';
import { useOperation } from '../hooks/use-operation.ts';
import { knownTargets } from '../known-targets.ts';
import { CoreHeader } from '../parts/core-header.tsx';
import { Notice } from '../parts/notice.tsx';
import { ProviderList } from '../parts/provider-list.tsx';
import { RequestSection } from '../parts/request-section.tsx';
import { RouteList } from '../parts/route-list.tsx';
import { troubleOf } from '../parts/trouble.ts';
import { mergeRows, shownRequests } from '../request-rows.ts';

/** The first page: how the core is, which model each route uses, and where the last requests went and why. */
export function Overview() {
  const connection = useEvents();
  const status = useOperation('status.get', {});
  const config = useOperation('config.get', {});
  const listed = useOperation('requests.list', { limit: shownRequests });
  const pushed = usePushedRequests();

  const trouble = troubleOf(connection, status.error);
  const rows = listed.data ? mergeRows(listed.data.requests, pushed) : undefined;

  return (
    <>
      <CoreHeader status={status.data} connection={connection} trouble={trouble} />
      <main>
        {status.isError && !status.data ? null : (
          <>
            <ProviderList providers={status.data?.providers} />
            <RouteList routes={status.data?.routes} targets={config.data ? knownTargets(config.data) : []} />
            <RequestSection rows={rows} error={listed.error} address={status.data?.address} />
          </>
        )}
      </main>
      <div className="notices">
        {status.data?.configError && (
          <Notice title="The last change of config.json was refused; the one before it stays in force.">
            {status.data.configError}
          </Notice>
        )}
        {trouble && <Notice title={trouble.title}>{trouble.text}</Notice>}
      </div>
    </>
  );
}
