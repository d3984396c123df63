import type { Database } from 'better-sqlite3';
import type { UsageRow } from '../../contract/usage.ts';
import { localDay, type Span } from './calendar.ts';
import { inDollars, nothing, summed, type StoredSums } from './usage.ts';

/** What a client's transactions amount to in a span of time; charges and corrections are negative, as in the ledger. */
interface MoneySums {
  /** Before the span. */
  openingMicros: number;
  toppedUpMicros: number;
  correctedMicros: number;
  chargedMicros: number;
}

/** What bills are made of. A request counts at the time that it came, and so does its charge; spans are whole days. */
export interface Bills {
  money(client: string, span: Span): MoneySums;
  /** Charges by target, empty where there was none. */
  chargedMicros(client: string, span: Span): Map<string, number>;
  /** Requests by target, and in all under an empty key. */
  usage(client: string, span: Span): { total: UsageRow; models: UsageRow[] };
  /** Clients that made requests in the span. */
  clients(span: Span): string[];
}

/** Reads what bills are made of from the ledger's database; usage comes from the daily sums, which stay when rows go. */
export function createBills(database: Database): Bills {
  type Asked = Span & { client: string };
  type Days = { from: string; before: string };
  type StoredUsage = StoredSums & { key: string };
  const money = database.prepare<[Asked], MoneySums>(moneySql);
  const charged = database.prepare<[Asked], { target: string; micros: number }>(chargedSql);
  const total = database.prepare<[Days & { client: string }], StoredUsage>(
    `SELECT '' AS key, ${summed} ${ofClient} HAVING sum(requests) > 0`,
  );
  const models = database.prepare<[Days & { client: string }], StoredUsage>(
    `SELECT target AS key, ${summed} ${ofClient} GROUP BY 1 HAVING sum(requests) > 0 ORDER BY 1`,
  );
  const clients = database.prepare<[Days], string>(clientsSql).pluck();
  const daysOf = ({ startMs, endMs }: Span): Days => ({ from: localDay(startMs), before: localDay(endMs) });

  return {
    money: (client, span) => money.get({ ...span, client }) ?? noMoney,
    chargedMicros: (client, span) =>
      new Map(charged.all({ ...span, client }).map(({ target, micros }) => [target, micros])),
    usage(client, span) {
      const asked = { ...daysOf(span), client };
      return {
        total: inDollars(total.get(asked) ?? { key: '', ...nothing }),
        models: models.all(asked).map(inDollars),
      };
    },
    clients: (span) => clients.all(daysOf(span)),
  };
}

/** No requests of a target, of which nothing is known. */
export function emptyUsage(key: string): UsageRow {
  return inDollars({ key, ...nothing });
}

const noMoney: MoneySums = { openingMicros: 0, toppedUpMicros: 0, correctedMicros: 0, chargedMicros: 0 };

const moneySql = `SELECT
    coalesce(sum(amount_micros) FILTER (WHERE at_ms < @startMs), 0) AS openingMicros,
    coalesce(sum(amount_micros) FILTER (WHERE at_ms >= @startMs AND kind = 'top-up'), 0) AS toppedUpMicros,
    coalesce(sum(amount_micros) FILTER (WHERE at_ms >= @startMs AND kind = 'correction'), 0) AS correctedMicros,
    coalesce(sum(amount_micros) FILTER (WHERE at_ms >= @startMs AND kind = 'charge'), 0) AS chargedMicros
  FROM transactions WHERE client = @client AND at_ms < @endMs`;

const chargedSql = `SELECT coalesce(target, '') AS target, sum(amount_micros) AS micros FROM transactions
  WHERE client = @client AND kind = 'charge' AND at_ms >= @startMs AND at_ms < @endMs GROUP BY 1 ORDER BY 1`;

const ofClient = 'FROM daily_usage WHERE client = @client AND day >= @from AND day < @before';

const clientsSql = `SELECT DISTINCT client FROM daily_usage
  WHERE client <> '' AND day >= @from AND day < @before AND requests > 0`;
