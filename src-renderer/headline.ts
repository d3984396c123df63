import type { ClientCredits } from '../src-main/contract/credits.ts';
import type { ProviderBalance } from '../src-main/contract/providers.ts';
import type { UsageRow } from '../src-main/contract/usage.ts';

/** The one figure that matters most about money. */
export type Headline =
  | { kind: 'credit'; usd: number; client: string; state: ClientCredits['state'] }
  | { kind: 'provider'; amount: string; currency: string; provider: string; isOld: boolean }
  | { kind: 'today'; usd: number | null };

interface Known {
  credits: readonly ClientCredits[] | undefined;
  balances: readonly ProviderBalance[] | undefined;
  today: Pick<UsageRow, 'costUsd' | 'requests'> | undefined;
}

const severity = { refused: 0, warn: 1, ok: 2 } satisfies Record<ClientCredits['state'], number>;
const telling = ['available', 'key-limit', 'granted', 'paid'] as const;

/**
 * The client with a limit that has least left, else the first balance that a provider told, else what today cost;
 * undefined while nothing of it is known.
 */
export function headlineOf({ credits = [], balances = [], today }: Known): Headline | undefined {
  const [client] = credits
    .filter(({ limitUsd }) => limitUsd !== null)
    .sort((one, other) => severity[one.state] - severity[other.state] || left(one) - left(other));
  if (client) return { kind: 'credit', usd: left(client), client: client.name, state: client.state };
  return balances.map(toldBy).find((headline) => headline !== undefined) ?? spent(today);
}

/** What a client may still spend: its limit is how far below zero its balance may go. */
function left({ balanceUsd, limitUsd }: ClientCredits): number {
  return balanceUsd + (limitUsd ?? 0);
}

function toldBy({ id, balances, note }: ProviderBalance): Headline | undefined {
  const balance = telling
    .map((kind) => balances.find((told) => told.kind === kind))
    .find((told) => told !== undefined);
  return balance && { ...balance, kind: 'provider', provider: id, isOld: note !== null };
}

function spent(today: Known['today']): Headline | undefined {
  return today && { kind: 'today', usd: today.requests === 0 ? 0 : today.costUsd };
}
