import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Status } from '../contract/operations.ts';
import type { RequestRow } from '../contract/requests.ts';

/** What the metrics ask for when somebody reads them. */
export interface MetricsSource {
  running: () => number;
  providers: () => Status['providers'];
}

/** Counts of what went through, for Prometheus. Labels hold names of the config and nothing that clients write. */
export interface Metrics {
  /** Takes a request that is over. */
  observe(row: RequestRow): void;
  /** The exposition and its content type. */
  read(): Promise<{ body: string; contentType: string }>;
}

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const tokenKinds = {
  input: 'inputTokens',
  output: 'outputTokens',
  cache_read: 'cacheReadTokens',
  cache_write: 'cacheWriteTokens',
} as const;

/** Makes metrics of their own registry, so that two cores in one process do not meet. */
export function createMetrics({ running, providers }: MetricsSource): Metrics {
  const registry = new Registry();
  const registers = [registry];
  let isRead = false;
  const requests = new Counter({
    name: 'signalbox_requests_total',
    help: 'Requests that came to an end, by route, provider and the HTTP status of their outcome',
    labelNames: ['route', 'provider', 'status'],
    registers,
  });
  const attempts = new Counter({
    name: 'signalbox_attempts_total',
    help: 'Calls of upstreams that requests took, by the provider that answered last',
    labelNames: ['provider'],
    registers,
  });
  const tokens = new Counter({
    name: 'signalbox_tokens_total',
    help: 'Tokens as providers told them',
    labelNames: ['provider', 'kind'],
    registers,
  });
  const cost = new Counter({
    name: 'signalbox_cost_usd_total',
    help: 'US dollars of the requests whose cost is known',
    labelNames: ['provider'],
    registers,
  });
  const firstByte = new Histogram({
    name: 'signalbox_time_to_first_token_seconds',
    help: 'Time from a request to the first byte of its answer',
    labelNames: ['provider'],
    buckets: seconds,
    registers,
  });
  const total = new Histogram({
    name: 'signalbox_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['provider'],
    buckets: seconds,
    registers,
  });
  registry.registerMetric(
    new Gauge({
      name: 'signalbox_running_requests',
      help: 'Requests under way',
      registers: [],
      collect() {
        this.set(running());
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'signalbox_provider_state',
      help: '1 for the state that a provider is in',
      labelNames: ['provider', 'state'],
      registers: [],
      collect() {
        this.reset();
        for (const { id, state } of providers()) this.set({ provider: id, state }, 1);
      },
    }),
  );

  return {
    observe(row) {
      const provider = row.target?.split('/')[0] ?? '';
      requests.inc({ route: row.route ?? '', provider, status: String(row.status) });
      if (row.attempts > 0) attempts.inc({ provider }, row.attempts);
      for (const [kind, field] of Object.entries(tokenKinds)) tokens.inc({ provider, kind }, row[field] ?? 0);
      if (row.costUsd !== null) cost.inc({ provider }, row.costUsd);
      if (row.ttftMs !== null) firstByte.observe({ provider }, row.ttftMs / 1000);
      if (row.totalMs !== null) total.observe({ provider }, row.totalMs / 1000);
    },
    async read() {
      // Those of the process watch its event loop: from the first reader on, and not where nobody reads.
      if (!isRead) collectDefaultMetrics({ register: registry });
      isRead = true;
      return { body: await registry.metrics(), contentType: registry.contentType };
    },
  };
}
