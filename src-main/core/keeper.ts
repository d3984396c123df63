import type { RequestRow } from '../contract/requests.ts';
import type { Credits } from './exchange/credits.ts';
import type { RecordKeeper } from './exchange/record.ts';
import type { Budgets } from './ledger/budgets.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Logger } from './log.ts';
import type { Prices } from './prices/prices.ts';
import type { Mask } from './secrets/mask.ts';
import type { Telling } from './telling.ts';
import type { Tracing } from './tracing/tracing.ts';

export interface KeeperOptions {
  ledger: Pick<Ledger, 'record'>;
  credits: Credits;
  budgets: Pick<Budgets, 'add'>;
  prices: Prices;
  telling: Pick<Telling, 'request'>;
  tracing: Tracing | undefined;
  mask: Pick<Mask, 'text'>;
  now: () => number;
  log: Logger;
  onNotice: (line: string) => void;
}

/**
 * Keeps the records of requests: what must be written before an answer's last byte leaves is written at once, everything
 * else is done after that, or after the call to the upstream has left.
 */
export function createKeeper(options: KeeperOptions): RecordKeeper {
  const { ledger, credits, budgets, prices, telling, tracing, mask, now, log, onNotice } = options;
  return {
    now,
    mask: (text) => mask.text(text),
    prices: { ...prices, prepare: (...asked) => void setImmediate(() => prices.prepare(...asked)) },
    /** A full disk costs the row, never the answer. */
    commit(row, traceparent) {
      try {
        credits.tellChange(ledger.record(row, credits.chargeFor(row)));
        budgets.add(row);
      } catch (error) {
        log.error({ error, id: row.id }, 'the request could not be written to the ledger');
        onNotice(`the request ${row.id} could not be written to usage.db: ${String(error)}`);
      }
      if (tracing) setImmediate(() => tracing.take(row, traceparent));
    },
    /** That a request runs is said at once; what became of it is logged, counted and shown later. */
    publish(row: RequestRow) {
      if (row.status === null) telling.request(row);
      else setImmediate(() => telling.request(row));
    },
  };
}
