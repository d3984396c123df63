import type { CoreView } from '../../hooks/use-core.ts';
import { useRequests } from '../../hooks/use-core.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { ProviderList } from '../../parts/provider-list.tsx';
import { RouteList } from '../../parts/route-list.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/placeholder.tsx';
import { Breakdown } from './breakdown.tsx';
import { BudgetSection } from './budget-section.tsx';
import { Charts } from './charts.tsx';
import { FirstSteps } from './first-steps.tsx';
import { KeyFigureTiles } from './key-figures.tsx';
import { LatencySection } from './latency-section.tsx';
import { LastRequests } from './last-requests.tsx';
import type { Address } from './address.ts';

const shownRequests = 8;

/** How much, by whom, how fast, and what is left; on a first run what to do instead. */
export function Overview({ core, address }: { core: CoreView; address: Address }) {
  const { dashboard } = useTexts();
  const requests = useRequests(shownRequests);
  const balances = useOperation('providers.balance', {}, { everyMs: 5 * 60_000 });
  const isFirstRun = requests.rows?.length === 0;
  return (
    <>
      {!isFirstRun && (
        <>
          <KeyFigureTiles period={address.period} />
          <Charts address={address} />
          <Breakdown address={address} />
          <div className="dashboard-columns" data-wide="first">
            <LatencySection period={address.period} />
            <BudgetSection />
          </div>
        </>
      )}
      {isFirstRun ? (
        <Section title={dashboard.lastRequests}>
          <FirstSteps />
        </Section>
      ) : (
        <LastRequests {...requests} address={address} />
      )}
      <div className="dashboard-columns">
        <Section title={dashboard.providers}>
          {core.status ? (
            <ProviderList providers={core.status.providers} balances={balances.data?.providers} />
          ) : (
            <Skeleton lines={3} />
          )}
        </Section>
        <RouteList title={dashboard.routes} routes={core.status?.routes} />
      </div>
    </>
  );
}
