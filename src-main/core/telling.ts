import type { Notice } from '../contract/events.ts';
import type { Status } from '../contract/operations.ts';
import type { RequestRow } from '../contract/requests.ts';
import type { EventHub } from './api/events.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Mask } from './secrets/mask.ts';

/** How the core says what happens: to the log, to whoever started it and to whoever watches. */
export interface Telling {
  /** Something that a person should hear of. */
  tell(notice: Omit<Notice, 'atMs'>): void;
  /** A request as it runs and as it ends. */
  request(row: RequestRow): void;
  /** Where the last request went; undefined before the first. */
  last(): Status['last'];
}

export interface TellingOptions {
  events: Pick<EventHub, 'publish'>;
  log: Logger;
  metrics: Pick<Metrics, 'observe'>;
  mask: Pick<Mask, 'text'>;
  onNotice: (line: string) => void;
  now: () => number;
}

/** Makes the voice of one core; nothing that it says holds a secret. */
export function createTelling({ events, log, metrics, mask, onNotice, now }: TellingOptions): Telling {
  let last: Status['last'];
  return {
    tell(notice) {
      const message = mask.text(notice.message);
      log[notice.level]({ kind: notice.kind, subject: notice.subject }, message);
      onNotice(message);
      events.publish({ kind: 'notice', notice: { ...notice, message, atMs: now() } });
    },
    request(row) {
      if (row.route !== null && row.target !== null)
        last = { route: row.route, target: row.target, atMs: row.atMs };
      if (row.status !== null) {
        metrics.observe(row);
        const { id, route, target, status, totalMs, error } = row;
        log.info({ id, route, target, status, totalMs, error }, 'request');
      }
      events.publish({ kind: 'request', request: row });
    },
    last: () => last,
  };
}
