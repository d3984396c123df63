import { useCore, useRequests } from '../hooks/use-core.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { CoreNotices } from '../parts/core-notices.tsx';
import { RouteList } from '../parts/route-list.tsx';
import { Balance } from './popover/balance.tsx';
import { FirstRun } from './popover/first-run.tsx';
import { Footer } from './popover/footer.tsx';
import { Header } from './popover/header.tsx';
import { LastRequests } from './popover/last-requests.tsx';
import { Now } from './popover/now.tsx';
import { Providers } from './popover/providers.tsx';
import './popover.css';

const shownRequests = 6;

/** What one looks at from the tray: what is left, where requests go right now, and the routes to swap. */
export default function Popover() {
  const core = useCore();
  const requests = useRequests(shownRequests);
  const { popover } = useTexts();
  return (
    <div className="popover">
      <Header core={core} />
      <main className="popover-body">
        <CoreNotices core={core} />
        {!core.isLockedOut && (
          <>
            <FirstRun />
            <Balance />
            <Now rows={requests.rows} isPaused={core.status?.paused === true} />
            <RouteList title={popover.routes} routes={core.status?.routes} />
            <LastRequests {...requests} />
            <Providers providers={core.status?.providers} />
          </>
        )}
      </main>
      {!core.isLockedOut && <Footer />}
    </div>
  );
}
