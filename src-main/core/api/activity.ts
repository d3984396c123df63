import type { RequestRow } from '../../contract/operations.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { RecentMap } from '../tokens/recent-map.ts';
import type { EventHub } from './events.ts';

const mostSessions = 200;
const mostRunning = 2_000;
const pageSize = 1_000;

/** What clients are doing now, by session, and what it cost them today. */
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
  /** US dollars since midnight, of what has a known cost; null where nothing has. */
  spentToday(client: string | null): number | null;
}

export interface ActivityOptions {
  events: Pick<EventHub, 'subscribe'>;
  ledger: Pick<Ledger, 'list'>;
  now: () => number;
}

/** Watches the events from now on. */
export function createActivity({ events, ledger, now }: ActivityOptions): Activity {
  const sessionOf = new RecentMap<string, string>(mostRunning);
  const bySession = new RecentMap<string, RequestRow>(mostSessions);
  const byClient = new Map<string | null, RequestRow>();
  const finished = new RecentMap<string, RequestRow>(mostSessions);
  const waiting = new RecentMap<string, (row: RequestRow) => void>(mostSessions);
  let spent: { since: number; byClient: Map<string | null, number> } | undefined;

  events.subscribe((event) => {
    if (event.kind !== 'request') return;
    const { request } = event;
    const session = sessionOf.get(request.id);
    if (request.route !== 'background') {
      byClient.set(request.client, request);
      if (session !== undefined) bySession.set(session, request);
    }
    if (request.status === null) return;
    if (spent && request.atMs >= spent.since) add(spent.byClient, request);
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
    spentToday(client) {
      const since = midnight(now());
      if (spent?.since !== since) spent = { since, byClient: sumSince(since, ledger) };
      return spent.byClient.get(client) ?? null;
    },
  };
}

function sumSince(since: number, ledger: Pick<Ledger, 'list'>): Map<string | null, number> {
  const sums = new Map<string | null, number>();
  let beforeId: string | undefined;
  for (;;) {
    const rows = ledger.list({ limit: pageSize, ...(beforeId !== undefined && { beforeId }) });
    for (const row of rows) if (row.atMs >= since) add(sums, row);
    const last = rows.at(-1);
    if (rows.length < pageSize || !last || last.atMs < since) return sums;
    beforeId = last.id;
  }
}

function add(sums: Map<string | null, number>, { client, costUsd }: RequestRow): void {
  if (costUsd !== null) sums.set(client, (sums.get(client) ?? 0) + costUsd);
}

/** The beginning of the day in the machine's own time. */
function midnight(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}
