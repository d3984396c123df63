import { useCore, useRequests } from '../hooks/use-core.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { CoreNotices } from '../parts/core-notices.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { Skeleton } from '../parts/placeholder.tsx';
import { ProviderList } from '../parts/provider-list.tsx';
import { RouteList } from '../parts/route-list.tsx';
import { Section } from '../parts/section.tsx';
import { RequestSection } from './dashboard/request-section.tsx';
import './dashboard.css';

/** How the core is, which model each route uses, and where the last requests went and why. */
export default function Dashboard() {
  const core = useCore();
  const requests = useRequests();
  const { dashboard } = useTexts();
  return (
    <>
      <PageHeader core={core} page="dashboard" />
      <main className="dashboard">
        <CoreNotices core={core} />
        {!core.isLockedOut && (
          <>
            <div className="dashboard-columns">
              <Section title={dashboard.providers}>
                {core.status ? <ProviderList providers={core.status.providers} /> : <Skeleton lines={3} />}
              </Section>
              <RouteList title={dashboard.routes} routes={core.status?.routes} />
            </div>
            <RequestSection {...requests} />
          </>
        )}
      </main>
    </>
  );
}
