import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { CoreEvent, Notice } from '../../src-main/contract/events.ts';
import type { LogLine } from '../../src-main/contract/operations.ts';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import { mergeRows } from '../request-rows.ts';

/** The state of the stream of events; `lost` tries again by itself. */
export type Connection = 'connecting' | 'live' | 'lost';

const pushedKey = ['events', 'request'];
const logKey = ['events', 'log'];
const keptLines = 2000;
const firstPauseMs = 250;
const longestPauseMs = 5000;

/**
 * Feeds what the core pushes into the query cache for as long as the caller is shown; one caller per page. A stream that
 * is lost is opened again after pauses that grow, and at once when the page comes into view.
 */
export function useEvents(onNotice?: (notice: Notice) => void): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const tell = useEffectEvent((notice: Notice) => onNotice?.(notice));
  useEffect(() => listen(client, setConnection, (notice) => tell(notice)), [client]);
  return connection;
}

/** The rows that the core pushed since the page was opened, newest first. */
export function usePushedRequests(): RequestRow[] {
  return useQuery<RequestRow[]>({ queryKey: pushedKey, queryFn: skipToken }).data ?? [];
}

/** The lines of the log that the core wrote since somebody first asked for them, newest first. */
export function usePushedLines(): LogLine[] {
  return useQuery<LogLine[]>({ queryKey: logKey, queryFn: skipToken, initialData: [] }).data ?? [];
}

function listen(
  client: QueryClient,
  onConnection: (connection: Connection) => void,
  onNotice: (notice: Notice) => void,
): () => void {
  let source: EventSource;
  let pauseMs = firstPauseMs;
  let wasLost = false;
  let reopening: number | undefined;

  const open = () => {
    reopening = undefined;
    source = new EventSource('/api/events');
    source.addEventListener('open', () => {
      pauseMs = firstPauseMs;
      onConnection('live');
      // What ran before may have ended unseen: what is over is in the list that is asked for now.
      client.setQueryData<RequestRow[]>(pushedKey, (rows = []) => rows.filter((row) => row.status !== null));
      void client.invalidateQueries(wasLost ? {} : { queryKey: ['requests.list'] });
      wasLost = false;
    });
    source.addEventListener('error', () => {
      // Left to itself a browser gives up for good after an answer such as 401, and waits as it likes after a cut.
      source.close();
      wasLost = true;
      onConnection('lost');
      // The stream does not say why it ended; the answer to an operation does.
      void client.invalidateQueries({ queryKey: ['status.get'] });
      reopening = window.setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
    for (const kind of ['status', 'request', 'notice', 'log'] satisfies CoreEvent['kind'][]) {
      source.addEventListener(kind, (message) => take(client, JSON.parse(message.data), onNotice));
    }
  };
  const onView = () => {
    if (document.visibilityState === 'hidden' || reopening === undefined) return;
    window.clearTimeout(reopening);
    open();
  };

  open();
  document.addEventListener('visibilitychange', onView);
  return () => {
    document.removeEventListener('visibilitychange', onView);
    window.clearTimeout(reopening);
    source.close();
  };
}

function take(client: QueryClient, event: CoreEvent, onNotice: (notice: Notice) => void): void {
  if (event.kind === 'status') client.setQueryData(['status.get', {}], event.status);
  else if (event.kind === 'notice') onNotice(event.notice);
  else if (event.kind === 'request')
    client.setQueryData<RequestRow[]>(pushedKey, (rows = []) => mergeRows(rows, [event.request]));
  // Before anybody asks there is no list, and nothing is kept.
  else client.setQueryData<LogLine[]>(logKey, (lines) => lines && [event.log, ...lines].slice(0, keptLines));
}
