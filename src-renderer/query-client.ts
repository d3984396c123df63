import { QueryClient } from '@tanstack/react-query';
import type { Status } from '../src-main/contract/operations.ts';

/** Makes the memory of what the core answered; it begins with the status, where that is known. */
export function createQueryClient(status: Status | undefined): QueryClient {
  // The core is on this machine: a browser that believes itself offline can still reach it, and a failure is
  // shown at once, because the event stream tells when it is worth asking again.
  const client = new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  // Sharing parts of the old value, as is usual, is blind to the order of names, by which patterns count.
  client.setQueryDefaults(['config.get'], {
    structuralSharing: (before, now) => (JSON.stringify(before) === JSON.stringify(now) ? before : now),
  });
  // The event stream begins with it and tells every change.
  client.setQueryDefaults(['status.get'], { staleTime: Infinity });
  if (status) client.setQueryData(['status.get', {}], status);
  return client;
}
