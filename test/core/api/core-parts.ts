import Database from 'better-sqlite3';
import { type Config, configSchema, providerSchema } from '../../../src-main/contract/config.ts';
import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import type { RequestRow } from '../../../src-main/contract/requests.ts';
import type { ApiContext } from '../../../src-main/core/api/context.ts';
import { createActivity } from '../../../src-main/core/api/activity.ts';
import { EventHub } from '../../../src-main/core/api/events.ts';
import { headlessHost } from '../../../src-main/core/api/host.ts';
import { localDay } from '../../../src-main/core/ledger/calendar.ts';
import { createBills } from '../../../src-main/core/ledger/bills.ts';
import { createCreditBook } from '../../../src-main/core/ledger/credits.ts';
import { migrations } from '../../../src-main/core/ledger/migrations.ts';
import { createClaudeCodeSetup } from '../../../src-main/core/setup/claude-code/setup.ts';
import { disk } from '../../../src-main/core/setup/claude-code/sources.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { ConfigError } from '../../../src-main/core/config/config-error.ts';

/** A config as a user might write it, over the one that every test starts from. */
export function configOf(changes: Record<string, unknown> = {}): Config {
  return configSchema.parse({
    providers: [{ id: 'demo', wire: 'demo' }],
    models: { smart: { targets: ['demo/large'] }, 'claude-haiku-*': { targets: ['demo/small'] } },
    routes: { default: 'smart' },
    ...changes,
  });
}

export const exampleRow: RequestRow = {
  id: 'req_1',
  atMs: 1_700_000_000_000,
  client: 'claude-code',
  protocol: 'anthropic',
  requestedModel: 'claude-opus-5-5',
  route: 'default',
  reason: 'nothing else applied',
  target: 'demo/large',
  status: 200,
  inputTokens: 12,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costUsd: null,
  ttftMs: 10,
  totalMs: 20,
  attempts: 1,
};

const noUsage = {
  requests: 0,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  thinkingTokens: null,
  costUsd: null,
  unpriced: 0,
  errors: 0,
};

/** The parts of a core held in memory, each replaceable; `said` is what the operations told them. */
export function coreParts(parts: Partial<ApiContext> & { startWith?: Config } = {}) {
  let config = parts.startWith ?? configOf();
  const said: { learnt: string[]; keys: Map<string, string>; keysChanged: number; filters: unknown[] } = {
    learnt: [],
    keys: new Map(),
    keysChanged: 0,
    filters: [],
  };
  const replace = (next: Record<string, unknown>) => {
    const parsed = configSchema.safeParse(next);
    if (!parsed.success)
      return Promise.reject(
        new ConfigError('config.json', [{ path: 'providers', message: 'at least one provider is needed' }]),
      );
    config = parsed.data;
    return Promise.resolve(config);
  };
  const database = new Database(':memory:');
  database.function('local_day', (atMs) => localDay(Number(atMs)));
  for (const migration of migrations) database.exec(migration);
  const tested: OperationOutput<'providers.test'> = { ok: true, latencyMs: 5 };
  const events = new EventHub();
  const context: ApiContext = {
    version: '1.2.3',
    clock: { now: () => 61_500 },
    startedAtMs: 1_000,
    dataDir: '/nonexistent/data',
    address: () => 'http://127.0.0.1:4000',
    config: {
      current: () => config,
      raw: () => ({ ...config }),
      edit: (path, value) => replace(withValue(config, path.map(String), value)),
      replace,
      readProvider: (entry) => providerSchema.parse(entry),
      lastError: () => undefined,
    },
    secrets: {
      get: (name) => Promise.resolve(said.keys.get(name)),
      set: (name, value) => Promise.resolve(void said.keys.set(name, value)),
      remove: (name) => Promise.resolve(said.keys.delete(name)),
    },
    mask: {
      learn: (secret) => void said.learnt.push(secret),
      text: (text) => said.learnt.reduce((masked, secret) => masked.replaceAll(secret, '***'), text),
    },
    ledger: {
      list: (filter) => {
        said.filters.push(filter);
        return [exampleRow];
      },
      get: () => undefined,
      summary: () => ({ rows: [], total: noUsage }),
      series: () => ({ rows: [] }),
      latency: () => ({ rows: [] }),
      flat: async function* () {},
      problem: () => undefined,
      credits: createCreditBook(database),
      bills: createBills(database),
    },
    bodies: { read: () => Promise.resolve(null) },
    credits: { tellChange: () => undefined },
    budgets: { standings: () => [] },
    upstreams: {
      states: () => [{ id: 'demo', state: 'ok' }],
      test: () => Promise.resolve(tested),
      try: () => Promise.resolve(tested),
      knownModels: () => new Map([['demo', ['large', 'vendor/small']]]),
    },
    aboutModel: () => ({ contextTokens: null, price: null }),
    machine: { home: '/nowhere', workingFolder: '/nowhere', platform: 'linux', env: {} },
    balances: { read: () => Promise.resolve([]) },
    logLines: () => [],
    discovery: { find: () => Promise.resolve([]) },
    host: headlessHost,
    trial: () => Promise.reject(new Error('nothing is tried here')),
    pause: { isPaused: () => false, set: () => {} },
    events,
    activity: createActivity(events),
    claudeCode: {
      env: {},
      ...createClaudeCodeSetup({
        dataDir: '/nonexistent/data',
        home: '/nonexistent/home',
        platform: 'linux',
        env: {},
        secrets: memorySecrets(),
        disk,
        statusLineCommand: undefined,
        router: () => ({
          address: 'http://127.0.0.1:4000',
          token: 'client-token',
          isTokenKept: true,
          tokens: ['client-token'],
          providers: [],
          knowsModel: () => true,
        }),
      }),
    },
    last: () => undefined,
    keysChanged: () => {
      said.keysChanged += 1;
      return Promise.resolve();
    },
    ...parts,
  };
  return { context, said };
}

function withValue(
  config: Record<string, unknown>,
  [head = '', ...rest]: string[],
  value: unknown,
): Record<string, unknown> {
  const inner = config[head];
  if (rest.length === 0) return { ...config, [head]: value };
  return {
    ...config,
    [head]: withValue(typeof inner === 'object' && inner !== null ? { ...inner } : {}, rest, value),
  };
}
