import { QueryClientProvider } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { WordingContext } from './hooks/use-texts.ts';
import type { Wording } from './hooks/use-texts.ts';
import { PageFailure } from './parts/page-failure.tsx';
import { Toasts } from './parts/toast.tsx';

interface AppProps {
  Page: ComponentType;
  wording: Wording;
  queryClient: QueryClient;
}

/** A page with what every page stands on. */
export function App({ Page, wording, queryClient }: AppProps) {
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
