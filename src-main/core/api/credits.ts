import type { ClientConfig } from '../../contract/config.ts';
import type { ClientCredits } from '../../contract/credits.ts';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import { creditState } from '../ledger/charge.ts';
import { toMicros, toUsd } from '../money.ts';
import type { ApiContext } from './context.ts';

type Parts = Pick<ApiContext, 'config' | 'ledger' | 'credits' | 'clock'>;

/** Every client of the config, and after them those that were in it once and have transactions. */
export function listCredits(context: Parts): OperationOutput<'credits.list'> {
  return { clients: knownClients(context).map((client) => creditsOf(client, context)) };
}

/** A client's balance and its newest transactions. */
export function getCredits(
  { client, limit }: OperationInput<'credits.get'>,
  context: Parts,
): OperationOutput<'credits.get'> {
  const found = findClient(client, context);
  return {
    ...creditsOf(found, context),
    transactions: context.ledger.credits.transactions(client, limit),
  };
}

/**
 * Tops a client up, or corrects its balance downwards. A payment provider would stand here: it would call this once it
 * has been paid, with its own reference as the note.
 */
export function addCredits(
  { client, usd, note }: OperationInput<'credits.add'>,
  context: Parts,
): OperationOutput<'credits.get'> {
  const { ledger, credits, clock } = context;
  findClient(client, context);
  const amountMicros = toMicros(usd);
  if (amountMicros === 0)
    throw new RequestError('invalid-request', 'credits.add: usd: money is kept in millionths of a dollar');
  credits.tellChange(ledger.credits.add({ client, amountMicros, note, atMs: clock.now() }));
  return getCredits({ client, limit: 100 }, context);
}

/** A client as operations show it, whether it still stands in the config or not. */
export type KnownClient = Pick<ClientConfig, 'id' | 'name' | 'limitUsd' | 'markupPercent'>;

/** The clients of the config, then those that only the transactions still know. */
export function knownClients({ config, ledger }: Pick<Parts, 'config' | 'ledger'>): KnownClient[] {
  const configured = config.current().clients;
  const ids = new Set(configured.map(({ id }) => id));
  const removed = ledger.credits.clients().filter((id) => !ids.has(id));
  return [...configured, ...removed.map(removedClient)];
}

/** A client that the config does not name any more. */
export function removedClient(id: string): KnownClient {
  return { id, limitUsd: null, markupPercent: 0 };
}

/** Throws RequestError not-found, which names the known ones. */
export function findClient(client: string, context: Pick<Parts, 'config' | 'ledger'>): KnownClient {
  const known = knownClients(context);
  const found = known.find(({ id }) => id === client);
  if (found) return found;
  const ids = known.map(({ id }) => id).join(', ') || 'none';
  throw new RequestError('not-found', `there is no client "${client}"; known: ${ids}`);
}

function creditsOf(
  { id, name = id, limitUsd, markupPercent }: KnownClient,
  { ledger }: Pick<Parts, 'ledger'>,
): ClientCredits {
  const account = ledger.credits.account(id);
  return {
    client: id,
    name,
    balanceUsd: toUsd(account.balanceMicros),
    limitUsd,
    markupPercent,
    state: creditState(account, limitUsd),
  };
}
