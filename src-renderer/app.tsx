import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { WordingContext } from './hooks/use-texts.ts';
import type { Wording } from './hooks/use-texts.ts';
import { pageOf } from './page-of.ts';
import type { PageName } from './page-of.ts';
import { PageFailure } from './parts/page-failure.tsx';
import { Toasts } from './parts/toast.tsx';

const pages = {
  popover: lazy(() => import('./pages/popover.tsx')),
  dashboard: lazy(() => import('./pages/dashboard.tsx')),
  settings: lazy(() => import('./pages/settings.tsx')),
} satisfies Record<PageName, unknown>;

// The core is on this machine: a browser that believes itself offline can still reach it, and a failure is
// shown at once, because the event stream tells when it is worth asking again.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** The page that the address names, with what every page stands on. */
export function App({ wording }: { wording: Wording }) {
  const Page = pages[pageOf(new URL(window.location.href))];
  return (
    <WordingContext value={wording}>
      <QueryClientProvider client={queryClient}>
        <PageFailure>
          <Toasts>
            <Suspense>
              <Page />
            </Suspense>
          </Toasts>
        </PageFailure>
      </QueryClientProvider>
    </WordingContext>
  );
}
