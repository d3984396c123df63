import type { Config } from '../contract/config.ts';
import { readAccessTokens, type AccessTokens } from './access-tokens.ts';
import type { ConfigStore } from './config/store.ts';
import type { UpstreamRegistry } from './exchange/upstreams.ts';
import { createTokens, type Tokens } from './http/tokens.ts';
import { compileRouting, type Routing } from './routing/routing.ts';
import type { Mask } from './secrets/mask.ts';
import type { SecretStore } from './secrets/secret-store.ts';

/** What follows from the config and the keys, and is in force for the next request. */
export interface InForce {
  routing(): Routing;
  access(): AccessTokens;
  tokens(): Tokens;
  isPaused(): boolean;
  pause(paused: boolean): void;
  /** Brings everything in line with the config and the keychain as they are now. */
  apply(): Promise<void>;
}

export interface InForceOptions {
  config: Pick<ConfigStore, 'current'>;
  upstreams: Pick<UpstreamRegistry, 'configure'>;
  env: Readonly<Record<string, string | undefined>>;
  secrets: SecretStore;
  mask: Pick<Mask, 'learn'>;
  onNotice: (line: string) => void;
  /** Told when something else is in force. */
  onApplied: (config: Config) => void;
}

/** Nothing but the routing is in force before the first `apply`. */
export function createInForce(options: InForceOptions): InForce {
  const { config, upstreams, env, secrets, mask, onNotice, onApplied } = options;
  const unkept = new Map<string, string>();
  let applying: Promise<unknown> = Promise.resolve();
  let isPaused = false;
  let routing = compileRouting(config.current());
  let access: AccessTokens = { clients: [], admin: '' };
  let tokens = tokensFor(config.current(), access);

  async function readAccess(current: Config): Promise<AccessTokens> {
    const read = await readAccessTokens(current.clients, { env, secrets, onNotice, unkept });
    for (const { token } of read.clients) mask.learn(token);
    mask.learn(read.admin);
    return read;
  }

  async function bringInLine(): Promise<void> {
    const current = config.current();
    await upstreams.configure(current);
    access = await readAccess(current);
    tokens = tokensFor(current, access);
    routing = compileRouting(current, isPaused);
    onApplied(current);
  }

  return {
    routing: () => routing,
    access: () => access,
    tokens: () => tokens,
    isPaused: () => isPaused,
    pause(paused) {
      isPaused = paused;
      routing = { ...routing, isPaused };
      onApplied(config.current());
    },
    /** One after the other, so that a slow keychain cannot bring an older config back. */
    async apply() {
      const applied = applying.then(bringInLine);
      applying = applied.catch(() => undefined);
      await applied;
    },
  };
}

function tokensFor({ server }: Config, access: AccessTokens): Tokens {
  return createTokens({ ...access, requireToken: server.requireToken });
}
