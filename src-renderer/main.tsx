import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Overview } from './pages/overview.tsx';
import './styles/tokens.css';
import './styles/base.css';

// The core is on this machine: a browser that believes itself offline can still reach it, and a failure is
// shown at once, because the event stream tells when it is worth asking again.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Overview />
    </QueryClientProvider>
  </StrictMode>,
);
