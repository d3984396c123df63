import type { Config } from '../contract/config.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Provider } from './providers/provider.ts';
import type { RouterFacts } from './setup/claude-code/situation.ts';

/** What the set-up of a client has to know of us. */
export function routerFacts(
  address: string,
  { clients }: AccessTokens,
  { models }: Config,
  providers: readonly Provider[],
): RouterFacts {
  const [first] = clients;
  return {
    address,
    token: first?.token,
    isTokenKept: first?.lasts ?? true,
    tokens: clients.map(({ token }) => token),
    providers: providers.map(({ id, wire, baseUrl, keys }) => ({
      id,
      wire,
      baseUrl,
      hasKeys: keys.length > 0,
    })),
    knowsModel: (name) =>
      Object.hasOwn(models, name) || providers.some(({ id }) => name.startsWith(`${id}/`)),
  };
}
