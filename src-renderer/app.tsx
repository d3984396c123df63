import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { WordingContext } from './hooks/use-texts.ts';
import type { Wording } from './hooks/use-texts.ts';
import { PageFailure } from './parts/page-failure.tsx';
import { Toasts } from './parts/toast.tsx';

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
