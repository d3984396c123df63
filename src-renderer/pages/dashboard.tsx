import { useEffect, useRef } from 'react';
import type { ComponentType } from 'react';
import { useCore } from '../hooks/use-core.ts';
import type { CoreView } from '../hooks/use-core.ts';
import { CoreNotices } from '../parts/core-notices.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { behindRequest } from './dashboard/address.ts';
import type { Address, ViewName } from './dashboard/address.ts';
import { CreditsView } from './dashboard/credits-view.tsx';
import { ModelsView } from './dashboard/models-view.tsx';
import { Overview } from './dashboard/overview.tsx';
import { RequestSheet } from './dashboard/request-sheet.tsx';
import { RequestsView } from './dashboard/requests-view.tsx';
import { goTo, useAddress } from './dashboard/use-address.ts';
import { useLiveSums } from './dashboard/use-live-sums.ts';
import { ViewBar } from './dashboard/view-bar.tsx';
import './dashboard.css';

const views: Readonly<Record<ViewName, ComponentType<{ core: CoreView; address: Address }>>> = {
  overview: Overview,
  requests: RequestsView,
  credits: CreditsView,
  models: ModelsView,
};

/** What was spent and how it went, every request, the clients' credits and the models; a view at a time. */
export default function Dashboard() {
  const core = useCore();
  const address = useAddress();
  const closeRequest = useWayBack(address);
  useLiveSums();
  const View = views[address.view];
  return (
    <>
      <PageHeader core={core} page="dashboard" />
      <main className="dashboard" data-view={address.view}>
        <CoreNotices core={core} />
        {!core.isLockedOut && (
          <>
            <ViewBar address={address} />
            <View core={core} address={address} />
            {address.request !== undefined && <RequestSheet id={address.request} onClose={closeRequest} />}
          </>
        )}
      </main>
    </>
  );
}

/** Closes a request: a step back where it was opened from this page, so that the way back does not open it again. */
function useWayBack(address: Address): () => void {
  const wasSeenWithout = useRef(false);
  useEffect(() => {
    if (address.request === undefined) wasSeenWithout.current = true;
  }, [address]);
  return () => {
    if (wasSeenWithout.current) window.history.back();
    else goTo(behindRequest(address), { replace: true });
  };
}
