import { homedir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../contract/config.ts';
import { createActivity } from './api/activity.ts';
import { createApiContext } from './api-context.ts';
import type { EventHub } from './api/events.ts';
import { runOperation } from './api/index.ts';
import { readLogLine } from './api/logs.ts';
import { readStatus } from './api/status.ts';
import { openConfig } from './config/store.ts';
import type { CoreOptions, Running } from './core-options.ts';
import { createBodyLog } from './exchange/body-log.ts';
import { createCountTokens } from './exchange/count-tokens.ts';
import { createCredits } from './exchange/credits.ts';
import { createExchange } from './exchange/exchange.ts';
import { createRecentFacts } from './exchange/recent-facts.ts';
import { UpstreamRegistry } from './exchange/upstreams.ts';
import { createHttpServer } from './http/server.ts';
import { createInForce } from './in-force.ts';
import { createBudgets } from './ledger/budgets.ts';
import { openLedger } from './ledger/ledger.ts';
import { startUpkeep } from './ledger/upkeep.ts';
import { createKeeper } from './keeper.ts';
import { openLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { startPriceList } from './prices/price-list.ts';
import { createPrices } from './prices/prices.ts';
import type { PriceUpdates } from './prices/update.ts';
import { findPreset } from './providers/presets.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createMask } from './secrets/mask.ts';
import { createTelling } from './telling.ts';
import { startTracing } from './tracing/tracing.ts';
import { createCalibration } from './tokens/calibration.ts';
import { createTokenCounter } from './tokens/counter.ts';

/** A core that listens. */
export interface Started {
  running: Running;
  stop: () => Promise<void>;
  /** Runs an operation on a body that nobody has checked yet. */
  run: (name: string, input: unknown) => Promise<unknown>;
  renewConnections: () => void;
}

/** Puts the parts together and listens; what was opened is closed again where that fails. */
export async function startCore(options: CoreOptions, version: string, events: EventHub): Promise<Started> {
  const { dataDir, env, now = Date.now, pagesDir = '', home = homedir() } = options;
  const { pingMs = 15_000, countMs = 2_000, upstreamCountMs = 1_500 } = options;
  const startedAtMs = now();
  let address = '';
  let priceList: PriceUpdates | undefined;

  const mask = createMask();
  const onNotice = (line: string): void => options.onNotice?.(mask.text(line));
  const secrets = options.secrets ?? createKeychain();
  const overrides = options.overrides ?? {};
  const config = await openConfig({ dataDir, env, overrides, secrets, findPreset, onNotice });
  const opened = config.current();
  const logFile = await openLog(
    dataDir,
    opened.logging.level,
    (line) => mask.text(line),
    (line) => {
      if (events.isLogHeard) events.publish({ kind: 'log', log: readLogLine(line) });
    },
  );
  const { log } = logFile;
  const warn = (what: string) => (error: unknown) => log.warn({ error }, what);

  const metrics = createMetrics({ running: () => exchange.running, providers: () => upstreams.states() });
  const telling = createTelling({ events, log, metrics, mask, onNotice, now });
  const publishStatus = (): void => events.publish({ kind: 'status', status: readStatus(api) });
  const tellDamage = (message: string): void => {
    telling.tell({ kind: 'ledger', level: 'error', subject: 'usage.db', message });
    publishStatus();
  };

  const ledger = openLedger(dataDir, { now, onDamaged: tellDamage });
  const activity = createActivity(events);
  const credits = createCredits({
    book: ledger.credits,
    clients: () => config.current().clients,
    tell: (notice) => telling.tell(notice),
  });
  const budgets = createBudgets({
    spentMicros: ledger.spentMicros,
    now,
    tell: (notice) => telling.tell(notice),
  });
  budgets.configure(opened.budgets);

  const upstreams = new UpstreamRegistry({
    secrets,
    env,
    mask,
    now,
    onNotice,
    onStateChange: publishStatus,
    publishNotice: (notice) => events.publish({ kind: 'notice', notice }),
  });
  const tracing = await startTracing({ env, version, onError: warn('traces could not be sent') });
  const prices = createPrices();
  const bodies = createBodyLog({
    folder: join(dataDir, 'logs', 'bodies'),
    isOn: () => config.current().logging.bodies === 'masked',
    mask,
    onError: warn('the bodies of a request could not be kept'),
  });
  const counter = createTokenCounter({
    limitMs: countMs,
    calibration: createCalibration(ledger.calibration),
    onError: ({ message }) => log.warn({ error: message }, 'tokens are estimated for now'),
  });
  const recentFacts = createRecentFacts();
  const inForce = createInForce({ config, upstreams, env, secrets, mask, onNotice, onApplied });

  const api = createApiContext({
    version,
    options,
    home,
    now,
    startedAtMs,
    config,
    secrets,
    mask,
    ledger,
    bodies,
    credits,
    budgets,
    upstreams,
    prices,
    counter,
    recentFacts,
    events,
    activity,
    inForce,
    telling,
    address: () => address,
    logLines: () => logFile.recent(),
  });
  const exchange = createExchange({
    bodies,
    counter,
    recentFacts,
    keeper: createKeeper({
      ledger,
      credits,
      budgets,
      prices,
      telling,
      tracing,
      mask,
      now,
      log,
      onNotice,
    }),
    routing: () => inForce.routing(),
    admit: (client) => credits.admit(client),
    budgets: () => budgets.standings(),
    upstreamOf: (id) => upstreams.get(id),
    mask,
    pingMs,
    log,
    address: () => address,
    onSession: (requestId, sessionId) => activity.began(requestId, sessionId),
    random: Math.random,
  });
  const server = createHttpServer({
    countTokens: createCountTokens({
      routing: () => inForce.routing(),
      budgets: () => budgets.standings(),
      upstreamOf: (id) => upstreams.get(id),
      counter,
      now,
      upstreamLimitMs: upstreamCountMs,
    }),
    api,
    exchange,
    metrics,
    tokens: () => inForce.tokens(),
    pagesDir,
    log,
  });
  const upkeep = startUpkeep({
    tidy: (beforeMs) => ledger.tidy(beforeMs),
    isIdle: () => exchange.running === 0,
    retentionDays: () => config.current().ledger.retentionDays,
    now,
    onError: warn('the ledger could not be tidied up'),
  });

  config.onChange(async () => inForce.apply());
  config.onTrouble(publishStatus);
  try {
    await inForce.apply();
    const { host, port } = config.current().server;
    address = await server.listen(host, port);
  } catch (error) {
    await close();
    throw error;
  }
  log.info({ address, version }, 'listening');
  // It takes a moment of the event loop: what ends before the list is here has no list price.
  priceList = startPriceList(
    {
      prices,
      file: join(dataDir, 'prices.json'),
      version: packageJson.dependencies['@pydantic/genai-prices'],
      fetch: options.fetch ?? fetch,
      now,
      onMiss: (why) => log.debug({ why }, 'the price list was not renewed'),
    },
    warn('the price list could not be loaded: costs by it are unknown'),
  );
  priceList.follow(config.current().prices.update);
  const damage = ledger.problem();
  if (damage !== undefined) tellDamage(damage);
  return {
    running: { address, tokens: inForce.access() },
    stop: shutDown,
    run: async (name, input) => runOperation(name, input, api),
    renewConnections: () => upstreams.renewConnections(),
  };

  /** Everything else that was made from the config. */
  function onApplied(current: Config): void {
    budgets.configure(current.budgets);
    log.level = current.logging.level;
    upkeep.wake();
    priceList?.follow(current.prices.update);
    publishStatus();
  }

  async function shutDown(): Promise<void> {
    await server.close({ drainMs: config.current().server.drainMs });
    await upstreams.close();
    await exchange.idle();
    await bodies.idle();
    await nextTurn();
    await close();
  }

  async function close(): Promise<void> {
    config.close();
    await priceList?.close();
    await upstreams.close();
    await counter.close();
    await tracing?.close();
    upkeep.close();
    ledger.close();
    logFile.close();
  }
}
