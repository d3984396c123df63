import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { WordingContext } from './hooks/use-texts.ts';
import type { Wording } from './hooks/use-texts.ts';
import type { PageName } from './page-of.ts';
import { PageFailure } from './parts/page-failure.tsx';
import { Toasts } from './parts/toast.tsx';

const pages: Readonly<Record<PageName, () => Promise<{ default: ComponentType }>>> = {
  popover: () => import('./pages/popover.tsx'),
  dashboard: () => import('./pages/dashboard.tsx'),
  settings: () => import('./pages/settings.tsx'),
};

/**
 * Loads a page's code; what fails is thrown where the page would stand. Waited for before anything is rendered: React
 * holds a suspended page back for 300 ms once it has shown that there is none.
 */
export async function loadPage(name: PageName): Promise<ComponentType> {
  try {
    return (await pages[name]()).default;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

// The core is on this machine: a browser that believes itself offline can still reach it, and a failure is
// shown at once, because the event stream tells when it is worth asking again.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** A page with what every page stands on. */
export function App({ Page, wording }: { Page: ComponentType; wording: Wording }) {
  return (
    <WordingContext value={wording}>
      <QueryClientProvider client={queryClient}>
        <PageFailure>
          <Toasts>
            <Page />
          </Toasts>
        </PageFailure>
      </QueryClientProvider>
    </WordingContext>
  );
}
