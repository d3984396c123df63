import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CoreEvent } from '../../src-main/contract/events.ts';
import type { RequestRow } from '../../src-main/contract/operations.ts';
import { mergeRows } from '../request-rows.ts';

/** The state of the stream of events; `lost` tries again by itself. */
export type Connection = 'connecting' | 'live' | 'lost';

const pushedKey = ['events', 'request'];
const reopenMs = 3000;

/** Feeds what the core pushes into the query cache for as long as the caller is shown; one caller per page. */
export function useEvents(): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => listen(client, setConnection), [client]);
  return connection;
}

/** The rows that the core pushed since the page was opened, newest first. */
export function usePushedRequests(): RequestRow[] {
  return useQuery<RequestRow[]>({ queryKey: pushedKey, queryFn: skipToken }).data ?? [];
}

function listen(client: QueryClient, onConnection: (connection: Connection) => void): () => void {
  let source: EventSource;
  let reopening: number | undefined;

  const open = () => {
    source = new EventSource('/api/events');
    source.addEventListener('open', () => {
      onConnection('live');
      // What ran before may have ended unseen: what is over is in the list that is asked for now.
      client.setQueryData<RequestRow[]>(pushedKey, (rows = []) => rows.filter((row) => row.status !== null));
      void client.invalidateQueries();
    });
    source.addEventListener('error', () => {
      onConnection('lost');
      // The stream does not say why it ended; the answer to an operation does.
      void client.invalidateQueries({ queryKey: ['status.get'] });
      // A browser goes on trying after a cut, but gives up for good after an answer such as 401.
      if (source.readyState === EventSource.CLOSED) reopening = window.setTimeout(open, reopenMs);
    });
    for (const kind of ['status', 'request'] satisfies CoreEvent['kind'][]) {
      source.addEventListener(kind, (message) => take(client, JSON.parse(message.data)));
    }
  };

  open();
  return () => {
    window.clearTimeout(reopening);
    source.close();
  };
}

function take(client: QueryClient, event: CoreEvent): void {
  if (event.kind === 'status') client.setQueryData(['status.get', {}], event.status);
  else client.setQueryData<RequestRow[]>(pushedKey, (rows = []) => mergeRows(rows, [event.request]));
}
