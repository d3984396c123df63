import type { Activity } from './api/activity.ts';
import { createBalances } from './api/balances.ts';
import type { ApiContext } from './api/context.ts';
import { createDiscovery } from './api/discover.ts';
import type { EventHub } from './api/events.ts';
import { headlessHost } from './api/host.ts';
import { askNearby } from './ask-nearby.ts';
import type { ConfigStore } from './config/store.ts';
import type { CoreOptions } from './core-options.ts';
import type { BodyLog } from './exchange/body-log.ts';
import type { Credits } from './exchange/credits.ts';
import type { RecentFacts } from './exchange/recent-facts.ts';
import { createTrial } from './exchange/trial.ts';
import type { UpstreamRegistry } from './exchange/upstreams.ts';
import type { InForce } from './in-force.ts';
import type { Budgets } from './ledger/budgets.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Prices } from './prices/prices.ts';
import { presets } from './providers/presets.ts';
import { routerFacts } from './router-facts.ts';
import type { Mask } from './secrets/mask.ts';
import type { SecretStore } from './secrets/secret-store.ts';
import { createClaudeCodeSetup } from './setup/claude-code/setup.ts';
import { disk } from './setup/claude-code/sources.ts';
import type { Telling } from './telling.ts';
import type { TokenCounter } from './tokens/counter.ts';

/** The parts of a core that operations work on. */
export interface CoreParts {
  version: string;
  options: CoreOptions;
  home: string;
  now: () => number;
  startedAtMs: number;
  address: () => string;
  config: ConfigStore;
  secrets: SecretStore;
  mask: Mask;
  ledger: Ledger;
  bodies: BodyLog;
  credits: Credits;
  budgets: Budgets;
  upstreams: UpstreamRegistry;
  prices: Prices;
  counter: TokenCounter;
  recentFacts: RecentFacts;
  events: EventHub;
  activity: Activity;
  inForce: InForce;
  telling: Telling;
  logLines: () => readonly string[];
}

/** Makes what the operations work on from the parts of a core; what they ask of a part is asked anew each time. */
export function createApiContext(parts: CoreParts): ApiContext {
  const { options, home, now, address, config, secrets, upstreams, prices, inForce, telling } = parts;
  const { dataDir, env, host = headlessHost } = options;
  const { platform } = process;
  return {
    ...parts,
    dataDir,
    clock: { now },
    aboutModel(target) {
      const [id = '', ...model] = target.split('/');
      const provider = upstreams.get(id)?.provider;
      if (provider === undefined) return { contextTokens: null, price: null };
      return prices.about(provider, model.join('/'), now());
    },
    balances: createBalances({
      providers: () => upstreams.providers(),
      call: async (id, path) => upstreams.readJson(id, path),
      now,
    }),
    machine: { home, workingFolder: process.cwd(), platform, env },
    discovery: createDiscovery({
      presets,
      env,
      configured: () => config.current().providers,
      askNearby: options.askNearby ?? askNearby,
    }),
    host,
    pause: { isPaused: () => inForce.isPaused(), set: (paused) => inForce.pause(paused) },
    trial: createTrial({
      budgets: () => parts.budgets.standings(),
      counter: parts.counter,
      recentFacts: parts.recentFacts,
    }),
    claudeCode: {
      env,
      ...createClaudeCodeSetup({
        dataDir,
        home,
        platform,
        env,
        secrets,
        disk,
        statusLineCommand: options.statusLineCommand,
        router: () => routerFacts(address(), inForce.access(), config.current(), upstreams.providers()),
      }),
    },
    last: () => telling.last(),
    keysChanged: async () => inForce.apply(),
  };
}
