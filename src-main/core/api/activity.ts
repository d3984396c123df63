import type { RequestRow } from '../../contract/requests.ts';
import { RecentMap } from '../tokens/recent-map.ts';
import type { EventHub } from './events.ts';

const mostSessions = 200;
const mostRunning = 2_000;

/** What clients are doing now, by session. */
export interface Activity {
  /** A request of a client's session has come; its rows are told apart from others from here on. */
  began(requestId: string, sessionId: string): void;
  /**
   * The last request of a client that was no background work, of one session where it is named; undefined before the
   * first one since the start.
   */
  latest(client: string | null, sessionId?: string): RequestRow | undefined;
  /** Resolves with a finished row of a session, the last one that was seen or the first to come. */
  finished(sessionId: string): Promise<RequestRow>;
}

/** Watches the events from now on. */
export function createActivity(events: Pick<EventHub, 'subscribe'>): Activity {
  const sessionOf = new RecentMap<string, string>(mostRunning);
  const bySession = new RecentMap<string, RequestRow>(mostSessions);
  const byClient = new Map<string | null, RequestRow>();
  const finished = new RecentMap<string, RequestRow>(mostSessions);
  const waiting = new RecentMap<string, (row: RequestRow) => void>(mostSessions);

  events.subscribe((event) => {
    if (event.kind !== 'request') return;
    const { request } = event;
    const session = sessionOf.get(request.id);
    if (request.route !== 'background') {
      byClient.set(request.client, request);
      if (session !== undefined) bySession.set(session, request);
    }
    if (request.status === null) return;
    if (session === undefined) return;
    finished.set(session, request);
    waiting.get(session)?.(request);
  });

  return {
    began: (requestId, sessionId) => sessionOf.set(requestId, sessionId),
    latest(client, sessionId) {
      const own = sessionId === undefined ? undefined : bySession.get(sessionId);
      return own?.client === client ? own : byClient.get(client);
    },
    finished: (sessionId) => {
      const row = finished.get(sessionId);
      return row ? Promise.resolve(row) : new Promise((resolve) => waiting.set(sessionId, resolve));
    },
  };
}
