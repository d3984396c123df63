import { join } from 'node:path';
import { homedir } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../contract/config.ts';
import type { CoreEvent } from '../contract/events.ts';
import type { Notice } from '../contract/events.ts';
import type { RequestRow, Status } from '../contract/operations.ts';
import { readAccessTokens, type AccessTokens } from './access-tokens.ts';
import { createActivity } from './api/activity.ts';
import { createBalances } from './api/balances.ts';
import type { ApiContext } from './api/context.ts';
import { createDiscovery } from './api/discover.ts';
import { EventHub } from './api/events.ts';
import { readLogLine } from './api/logs.ts';
import { headlessHost, type Host } from './api/host.ts';
import { runOperation } from './api/index.ts';
import { readStatus } from './api/status.ts';
import { askNearby } from './ask-nearby.ts';
import { openConfig, type ConfigOverrides } from './config/store.ts';
import { createBodyLog } from './exchange/body-log.ts';
import { createCredits } from './exchange/credits.ts';
import { createCountTokens } from './exchange/count-tokens.ts';
import { createExchange } from './exchange/exchange.ts';
import { createRecentFacts } from './exchange/recent-facts.ts';
import { createTrial } from './exchange/trial.ts';
import { UpstreamRegistry } from './exchange/upstreams.ts';
import { createHttpServer } from './http/server.ts';
import { createTokens } from './http/tokens.ts';
import { openLedger } from './ledger/ledger.ts';
import type { FinishedRequest } from './ledger/requests.ts';
import { startUpkeep } from './ledger/upkeep.ts';
import { createBudgets } from './ledger/budgets.ts';
import { openLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openPriceList } from './prices/price-list.ts';
import { createPrices, type ModelFacts } from './prices/prices.ts';
import type { PriceUpdates } from './prices/update.ts';
import { findPreset, presets } from './providers/presets.ts';
import { compileRouting } from './routing/routing.ts';
import { createCalibration } from './tokens/calibration.ts';
import { createTokenCounter } from './tokens/counter.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createMask } from './secrets/mask.ts';
import type { SecretStore } from './secrets/secret-store.ts';
import { createClaudeCodeSetup } from './setup/claude-code/setup.ts';
import { disk } from './setup/claude-code/sources.ts';
import type { RouterFacts } from './setup/claude-code/situation.ts';

export { PortTakenError } from './http/server.ts';

/** What the core is given; everything that reaches outside can be replaced. */
export interface CoreOptions {
  /** Folder of config.json, usage.db and logs; made where it is missing. */
  dataDir: string;
  env: Readonly<Record<string, string | undefined>>;
  /** What the command line says; beats environment and file. */
  overrides?: ConfigOverrides;
  /** Where keys are kept; the OS's keychain where absent. */
  secrets?: SecretStore;
  /** Folder of the built pages. */
  pagesDir?: string;
  /** Reads an address on this machine as JSON, to see which program runs there. */
  askNearby?: (url: string) => Promise<unknown>;
  /** What surrounds the core; headless where absent. */
  host?: Host;
  /** The user's home, where the settings of clients lie; the machine's own where absent. */
  home?: string;
  /** How a shell calls our status line for Claude Code; none is offered where absent. */
  statusLineCommand?: string;
  /** One line for the person who started us: a key moved, a config refused. Never holds a secret. */
  onNotice?: (line: string) => void;
  /** The time in milliseconds since 1970. */
  now?: () => number;
  /** Fetches newer prices, where the config asks for them. */
  fetch?: typeof fetch;
  /** Milliseconds of silence after which a streaming client gets a ping; 15,000 where absent. */
  pingMs?: number;
  /** Milliseconds after which a count of tokens is completed by length; 2,000 where absent. */
  countMs?: number;
  /** Milliseconds that a provider's own token counter may take; 1,500 where absent. */
  upstreamCountMs?: number;
}

/** What a core that listens tells its starter. */
export interface Running {
  /** `http://host:port` */
  address: string;
  /** For the person at the terminal or the desktop's own window; nothing else may print them. */
  tokens: AccessTokens;
}

/** The router without any shell. */
export interface Core {
  /** Reads the config, opens the ledger and listens. @throws ConfigError, LedgerError, PortTakenError */
  start(): Promise<Running>;
  /** Takes no more requests, lets running answers finish for `server.drainMs`, and writes everything; waits for a start that is under way. */
  stop(): Promise<void>;
  /** Runs an operation as `POST /api/NAME` does, unchecked input and all; only while it runs. @throws RequestError */
  run(name: string, input?: unknown): Promise<unknown>;
  /** Calls with each event of `/api/events` from now on, across starts, until the returned function is called. */
  subscribe(listener: (event: CoreEvent) => void): () => void;
  /** Makes new connections to every provider, as after a sleep or in another network; answers under way go on. */
  renewConnections(): void;
}

/** The version of this build. */
export const version: string = packageJson.version;

/** Puts the parts together; nothing happens before `start`. */
export function createCore(options: CoreOptions): Core {
  const events = new EventHub();
  let started: ReturnType<typeof startCore> | undefined;
  let stopped: Promise<void> | undefined;
  return {
    async start() {
      started = startCore(options, events);
      return (await started).running;
    },
    async stop() {
      // A start that fails has closed what it opened, and says so itself.
      stopped ??= started?.then(
        async ({ stop }) => stop(),
        () => undefined,
      );
      await stopped;
    },
    async run(name, input = {}) {
      if (!started) throw new Error('the core runs operations once it was started');
      return (await started).run(name, input);
    },
    subscribe: (listener) => events.subscribe(listener),
    renewConnections() {
      started?.then(
        ({ renewConnections }) => renewConnections(),
        // Nothing runs that could have connections.
        () => undefined,
      );
    },
  };
}

interface Started {
  running: Running;
  stop: () => Promise<void>;
  run: (name: string, input: unknown) => Promise<unknown>;
  renewConnections: () => void;
}

async function startCore(options: CoreOptions, events: EventHub): Promise<Started> {
  const { dataDir, env, now = Date.now, pagesDir = '' } = options;
  const { pingMs = 15_000, countMs = 2_000, upstreamCountMs = 1_500 } = options;
  const mask = createMask();
  const onNotice = (line: string): void => options.onNotice?.(mask.text(line));
  const secrets = options.secrets ?? createKeychain();
  const config = await openConfig({
    dataDir,
    env,
    overrides: options.overrides ?? {},
    secrets,
    findPreset,
    onNotice,
  });
  const opened = config.current();
  const logFile = await openLog(
    dataDir,
    config.current().logging.level,
    (line) => mask.text(line),
    (line) => {
      if (events.isHeard) events.publish({ kind: 'log', log: readLogLine(line) });
    },
  );
  const ledger = openLedger(dataDir, { now, onDamaged: tellDamage });
  const activity = createActivity({ events, ledger, now });
  const startedAtMs = now();
  const credits = createCredits({ book: ledger.credits, clients: () => config.current().clients, tell });
  const budgets = createBudgets({ spentMicros: ledger.spentMicros, now, tell });
  budgets.configure(opened.budgets);

  let applying: Promise<unknown> = Promise.resolve();
  let address = '';
  let last: Status['last'];
  let isPaused = false;
  const unkept = new Map<string, string>();
  const upstreams = new UpstreamRegistry({
    secrets,
    env,
    mask,
    now,
    onNotice,
    onStateChange: () => publishStatus(),
    publishNotice: (notice) => events.publish({ kind: 'notice', notice }),
  });
  const prices = createPrices();
  let priceUpdates: PriceUpdates | undefined;
  let pricesOpened: Promise<void> = Promise.resolve();
  let isClosed = false;
  let routing = compileRouting(config.current());
  const bodies = createBodyLog({
    folder: join(dataDir, 'logs', 'bodies'),
    isOn: () => config.current().logging.bodies === 'masked',
    mask,
    onError: (error) => logFile.log.warn({ error }, 'the bodies of a request could not be kept'),
  });
  const counter = createTokenCounter({
    limitMs: countMs,
    calibration: createCalibration(ledger.calibration),
    onError: (error) => logFile.log.warn({ error: error.message }, 'tokens are estimated for now'),
  });
  const recentFacts = createRecentFacts();
  const api: ApiContext = {
    version,
    clock: { now },
    startedAtMs,
    address: () => address,
    config,
    secrets,
    mask,
    ledger,
    bodies,
    credits,
    budgets,
    upstreams,
    aboutModel,
    balances: createBalances({
      providers: () => upstreams.providers(),
      call: async (id, path) => upstreams.readJson(id, path),
      now,
    }),
    machine: {
      home: options.home ?? homedir(),
      workingFolder: process.cwd(),
      platform: process.platform,
      env,
    },
    discovery: createDiscovery({
      presets,
      env,
      configured: () => config.current().providers,
      askNearby: options.askNearby ?? askNearby,
    }),
    events,
    logLines: () => logFile.recent(),
    host: options.host ?? headlessHost,
    pause: { isPaused: () => isPaused, set: pause },
    activity,
    trial: createTrial({ budgets: () => budgets.standings(), counter, recentFacts }),
    claudeCode: {
      env,
      ...createClaudeCodeSetup({
        dataDir,
        home: options.home ?? homedir(),
        platform: process.platform,
        env,
        secrets,
        disk,
        statusLineCommand: options.statusLineCommand,
        router: routerFacts,
      }),
    },
    last: () => last,
    keysChanged: apply,
  };
  let access = await readAccess(config.current());
  let tokens = tokensFor(config.current(), access);
  await upstreams.configure(config.current());
  const exchange = createExchange({
    bodies,
    counter,
    recentFacts,
    keeper: {
      now,
      commit,
      publish,
      mask: (text) => mask.text(text),
      // After the call to the upstream has left.
      prices: { ...prices, prepare: (...asked) => void setImmediate(() => prices.prepare(...asked)) },
    },
    routing: () => routing,
    admit: (client) => credits.admit(client),
    budgets: () => budgets.standings(),
    upstreamOf: (id) => upstreams.get(id),
    mask,
    pingMs,
    log: logFile.log,
    address: () => address,
    onSession: (requestId, sessionId) => activity.began(requestId, sessionId),
    random: Math.random,
  });
  const metrics = createMetrics({ running: () => exchange.running, providers: () => upstreams.states() });
  const server = createHttpServer({
    countTokens: createCountTokens({
      routing: () => routing,
      upstreamOf: (id) => upstreams.get(id),
      counter,
      now,
      upstreamLimitMs: upstreamCountMs,
    }),
    api,
    exchange,
    metrics,
    tokens: () => tokens,
    pagesDir,
    log: logFile.log,
  });

  const upkeep = startUpkeep({
    tidy: (beforeMs) => ledger.tidy(beforeMs),
    isIdle: () => exchange.running === 0,
    retentionDays: () => config.current().ledger.retentionDays,
    now,
    onError: (error) => logFile.log.warn({ error }, 'the ledger could not be tidied up'),
  });

  config.onChange(apply);
  config.onTrouble(publishStatus);
  // A change may have come while everything was put together.
  if (config.current() !== opened) await apply();
  const { host, port } = config.current().server;
  try {
    address = await server.listen(host, port);
  } catch (error) {
    await close();
    throw error;
  }
  logFile.log.info({ address, version }, 'listening');
  pricesOpened = openPrices();
  const damage = ledger.problem();
  if (damage !== undefined) tellDamage(damage);
  return {
    running: { address, tokens: access },
    stop: shutDown,
    run: async (name, input) => runOperation(name, input, api),
    renewConnections: () => upstreams.renewConnections(),
  };

  async function readAccess(current: Config): Promise<AccessTokens> {
    const read = await readAccessTokens(current.clients, { env, secrets, onNotice, unkept });
    for (const { token } of read.clients) mask.learn(token);
    mask.learn(read.admin);
    return read;
  }

  function routerFacts(): RouterFacts {
    const [first] = access.clients;
    const { models } = config.current();
    const providers = upstreams.providers();
    return {
      address,
      token: first?.token,
      isTokenKept: first?.lasts ?? true,
      tokens: access.clients.map(({ token }) => token),
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

  /** One after the other, so that a slow keychain cannot bring an older config back. */
  function apply(): Promise<void> {
    const applied = applying.then(bringInLine);
    applying = applied.catch(() => undefined);
    return applied;
  }

  /** Brings everything that was made from the config or from keys in line with it, for the next request. */
  async function bringInLine(): Promise<void> {
    const current = config.current();
    await upstreams.configure(current);
    access = await readAccess(current);
    tokens = tokensFor(current, access);
    routing = compileRouting(current, isPaused);
    budgets.configure(current.budgets);
    logFile.log.level = current.logging.level;
    upkeep.wake();
    priceUpdates?.follow(current.prices.update);
    publishStatus();
  }

  function pause(paused: boolean): void {
    isPaused = paused;
    routing = { ...routing, isPaused };
    publishStatus();
  }

  function aboutModel(target: string): ModelFacts {
    const [id = '', ...model] = target.split('/');
    const provider = upstreams.get(id)?.provider;
    if (provider === undefined) return { contextTokens: null, price: null };
    return prices.about(provider, model.join('/'), now());
  }

  /** Requests are served meanwhile; what ends before the list is here has no list price. */
  async function openPrices(): Promise<void> {
    try {
      const updates = await openPriceList({
        prices,
        file: join(dataDir, 'prices.json'),
        version: packageJson.dependencies['@pydantic/genai-prices'],
        fetch: options.fetch ?? fetch,
        now,
        onMiss: (why) => logFile.log.debug({ why }, 'the price list was not renewed'),
      });
      priceUpdates = updates;
      if (!isClosed) updates.follow(config.current().prices.update);
    } catch (error) {
      logFile.log.warn({ error }, 'the price list could not be loaded: costs by it are unknown');
    }
  }

  /** A full disk costs the row, never the answer. */
  function commit(row: FinishedRequest): void {
    try {
      credits.tellChange(ledger.record(row, credits.chargeFor(row)));
      budgets.add(row);
    } catch (error) {
      logFile.log.error({ error, id: row.id }, 'the request could not be written to the ledger');
      onNotice(`the request ${row.id} could not be written to usage.db: ${String(error)}`);
    }
  }

  function tellDamage(message: string): void {
    onNotice(message);
    logFile.log.error({ problem: message }, 'the ledger was damaged');
    const notice = { kind: 'ledger', level: 'error', subject: 'usage.db', message, atMs: now() } as const;
    events.publish({ kind: 'notice', notice });
    publishStatus();
  }

  function publish(row: RequestRow): void {
    if (row.route !== null && row.target !== null)
      last = { route: row.route, target: row.target, atMs: row.atMs };
    if (row.status !== null) {
      metrics.observe(row);
      const { id, route, target, status, totalMs, error } = row;
      logFile.log.info({ id, route, target, status, totalMs, error }, 'request');
    }
    events.publish({ kind: 'request', request: row });
  }

  /** To the log, to whoever started us and to whoever watches. */
  function tell(notice: Omit<Notice, 'atMs'>): void {
    const message = mask.text(notice.message);
    logFile.log[notice.level]({ kind: notice.kind, subject: notice.subject }, message);
    onNotice(message);
    events.publish({ kind: 'notice', notice: { ...notice, message, atMs: now() } });
  }

  function publishStatus(): void {
    events.publish({ kind: 'status', status: readStatus(api) });
  }

  async function shutDown(): Promise<void> {
    await server.close({ drainMs: config.current().server.drainMs });
    await upstreams.close();
    await exchange.idle();
    await bodies.idle();
    await close();
  }

  async function close(): Promise<void> {
    isClosed = true;
    config.close();
    await pricesOpened;
    await priceUpdates?.close();
    await upstreams.close();
    await counter.close();
    upkeep.close();
    ledger.close();
    logFile.close();
  }
}

function tokensFor({ server }: Config, access: AccessTokens): ReturnType<typeof createTokens> {
  return createTokens({ ...access, requireToken: server.requireToken });
}
