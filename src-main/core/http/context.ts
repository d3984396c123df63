import type { ApiContext } from '../api/context.ts';
import type { Exchange, IncomingExchange } from '../exchange/exchange.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Tokens } from './tokens.ts';

/** What the server stands on. */
export interface HttpContext {
  api: ApiContext;
  exchange: Exchange;
  /** The input tokens of a Messages request, for the model that it would be routed to. */
  countTokens: (incoming: IncomingExchange) => Promise<number>;
  metrics: Pick<Metrics, 'read'>;
  /** The tokens in force now. */
  tokens: () => Tokens;
  /** Folder of the built pages, absolute; empty where there is none. It need not exist. */
  pagesDir: string;
  log: Pick<Logger, 'error' | 'debug'>;
}
