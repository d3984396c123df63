import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { ProviderBalance } from '../../contract/providers.ts';
import { RequestError } from '../errors.ts';
import { readBalances, type BalanceSource } from '../providers/balance.ts';
import type { ApiContext } from './context.ts';

/** A provider is asked at most this often, also when it did not answer. */
const staysFreshMs = 5 * 60_000;
const notTold = 'not told by the provider';

/** What balances are read from. */
export interface BalancesOptions {
  /** The providers that are configured now, with where they tell a balance. */
  providers: () => readonly { id: string; balance?: BalanceSource }[];
  /** Reads a path below a provider's base URL with one of its keys, and gives the parsed answer. */
  call: (providerId: string, path: string) => Promise<unknown>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Providers' balances, asked for when somebody looks and kept for five minutes. */
export interface Balances {
  /** The balances of one provider, or of all; throws RequestError not-found for an unknown id. */
  read(id?: string): Promise<ProviderBalance[]>;
}

/** Makes the balances' memory: a provider that does not answer keeps the last balance that it told. */
export function createBalances({ providers, call, now }: BalancesOptions): Balances {
  const asked = new Map<string, { atMs: number; answer: Promise<ProviderBalance> }>();

  async function balanceOf(id: string, source: BalanceSource): Promise<ProviderBalance> {
    const before = asked.get(id);
    if (before && now() - before.atMs < staysFreshMs) return before.answer;
    const atMs = now();
    const answer = ask(id, source, atMs, before?.answer);
    asked.set(id, { atMs, answer });
    return answer;
  }

  async function ask(
    id: string,
    source: BalanceSource,
    atMs: number,
    before: Promise<ProviderBalance> | undefined,
  ): Promise<ProviderBalance> {
    try {
      const balances = readBalances(source, await call(id, source.path));
      if (balances.length === 0) throw new Error(`${id} answered without a balance`);
      return { id, told: true, balances, atMs, note: null };
    } catch (error) {
      const last = (await before) ?? { id, told: true, balances: [], atMs: null };
      return { ...last, note: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    async read(id) {
      const known = providers().filter((provider) => id === undefined || provider.id === id);
      if (known.length === 0 && id !== undefined)
        throw new RequestError('not-found', `there is no provider "${id}"`);
      return Promise.all(
        known.map(async (provider) =>
          provider.balance
            ? balanceOf(provider.id, provider.balance)
            : { id: provider.id, told: false, balances: [], atMs: null, note: notTold },
        ),
      );
    },
  };
}

/** Says what is left of the money at each provider that tells it; nothing of a key is in what it says. */
export async function readProviderBalances(
  { id }: OperationInput<'providers.balance'>,
  { balances, mask }: Pick<ApiContext, 'balances' | 'mask'>,
): Promise<OperationOutput<'providers.balance'>> {
  const providers = await balances.read(id);
  return {
    providers: providers.map((provider) => ({
      ...provider,
      note: provider.note === null ? null : mask.text(provider.note),
    })),
  };
}
