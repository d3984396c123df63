import type { ClientConfig } from '../../contract/config.ts';
import type { Notice } from '../../contract/events.ts';
import type { ClientCredits } from '../../contract/credits.ts';
import { RequestError } from '../errors.ts';
import { chargeMicros, creditState, type Account } from '../ledger/charge.ts';
import type { AccountChange, CreditBook } from '../ledger/credits.ts';
import type { FinishedRequest } from '../ledger/requests.ts';
import { formatUsd, toMicros } from '../money.ts';

/** Clients' money as requests meet it: who may spend, what is charged, and what a person should hear of it. */
export interface Credits {
  /** Throws RequestError `billing` for a client that has spent what it may. */
  admit(client: string | null): void;
  /** The charge for a request, in micro-dollars: its cost and its client's markup; 0 where either is not known. */
  chargeFor(row: Pick<FinishedRequest, 'client' | 'costMicros'>): number;
  /** Says so where a change brought its client to four fifths of what it may spend, or to the end of it. */
  tellChange(change: AccountChange | null): void;
}

export interface CreditsOptions {
  book: Pick<CreditBook, 'account'>;
  /** The clients that are configured now. */
  clients: () => readonly ClientConfig[];
  tell: (notice: Omit<Notice, 'atMs'>) => void;
}

/** Holds clients to their limits, over what the ledger says now. */
export function createCredits({ book, clients, tell }: CreditsOptions): Credits {
  const find = (client: string | null) => clients().find(({ id }) => id === client);

  return {
    admit(client) {
      const config = find(client);
      if (config === undefined || config.limitUsd === null) return;
      const account = book.account(config.id);
      if (creditState(account, config.limitUsd) !== 'refused') return;
      throw new RequestError(
        'billing',
        `the client ${config.id} has spent what it may (${moneyOf(account, config.limitUsd)}): top it up in Signalbox, or raise its limitUsd in the config`,
      );
    },
    chargeFor({ client, costMicros }) {
      if (client === null || costMicros === null) return 0;
      return chargeMicros(costMicros, find(client)?.markupPercent ?? 0);
    },
    tellChange(change) {
      const config = change === null ? undefined : find(change.client);
      if (change === null || config === undefined || config.limitUsd === null) return;
      const state = creditState(change.after, config.limitUsd);
      if (ranks[state] <= ranks[creditState(change.before, config.limitUsd)]) return;
      const money = moneyOf(change.after, config.limitUsd);
      tell(
        state === 'refused'
          ? {
              kind: 'credits',
              level: 'error',
              subject: config.id,
              message: `the client ${config.id} has spent what it may (${money}): its requests are refused until it is topped up`,
            }
          : {
              kind: 'credits',
              level: 'warn',
              subject: config.id,
              message: `the client ${config.id} has spent four fifths of what it may (${money})`,
            },
      );
    },
  };
}

const ranks: Record<ClientCredits['state'], number> = { ok: 0, warn: 1, refused: 2 };

function moneyOf({ balanceMicros }: Account, limitUsd: number): string {
  const floor =
    limitUsd === 0 ? 'prepaid, so not below zero' : `limit ${formatUsd(toMicros(limitUsd))} below zero`;
  return `balance ${formatUsd(balanceMicros)}, ${floor}`;
}
