// What the ledger takes with a million requests in it: a summary of 30 days beside a scan of their rows, a request's
// row, the list, the export and what it leaves of the event loop.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { operations } from '../src-main/contract/operations.ts';
import { exportUsage } from '../src-main/core/api/usage.ts';
import { openLedger, type Ledger } from '../src-main/core/ledger/ledger.ts';
import { migrations } from '../src-main/core/ledger/migrations.ts';
import { openDatabase } from '../src-main/core/ledger/open.ts';
import type { FinishedRequest } from '../src-main/core/ledger/requests.ts';
import { quantile } from './measure.ts';

const rows = Number(process.env['SIGNALBOX_BENCH_ROWS'] ?? 1_000_000);
const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 20);
const spanMs = 29 * 86_400_000;
const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));

/** What the same answer costs without daily sums. */
const scan = `SELECT target, count(*), sum(input_tokens), sum(output_tokens), sum(cost_micros), sum(cost_micros IS NULL)
  FROM requests NOT INDEXED WHERE at_ms >= ? GROUP BY target`;

const example: FinishedRequest = {
  id: '',
  atMs: 0,
  client: 'client-1',
  protocol: 'anthropic',
  requestedModel: 'claude-opus-5-5',
  route: 'default',
  reason: 'nothing else applied',
  target: 'provider-1/model-1',
  status: 200,
  inputTokens: 10,
  outputTokens: 20,
  cacheReadTokens: 5_000,
  cacheWriteTokens: null,
  costMicros: 1_000,
  ttftMs: 300,
  totalMs: 4_000,
  attempts: 1,
  error: null,
  sessionId: '00000000-0000-4000-8000-000000000001',
  cacheWrite1hTokens: null,
  thinkingTokens: 5,
  price: { source: 'config', input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75, cacheWrite1h: 6 },
  facts: {
    class: 'main',
    estimatedInputTokens: 11_500,
    tools: 12,
    messages: 7,
    hasImage: false,
    webSearch: null,
    subagent: null,
    think: null,
    background: null,
  },
  attemptLog: [{ target: 'provider-1/model-1', startMs: 1, totalMs: 3_999, status: 200, error: null }],
};

try {
  fill();
  const startedMs = performance.now();
  const ledger = openLedger(dataDir);
  report(`migration of ${rows} rows`, [performance.now() - startedMs]);
  try {
    compareSummaries(ledger);
    report(
      'list of 100',
      times(() => ledger.list({ limit: 100 })),
    );
    report(
      'latency by model',
      times(() => ledger.latency({ by: 'model', days: 30 })),
    );
    measureRecord(ledger);
    for (const format of ['csv', 'json'] as const) await measureExport(ledger, format);
  } finally {
    ledger.close();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Rows of the first version over 30 days, so that the migration is measured too. */
function fill(): void {
  const database = openDatabase(dataDir, migrations.slice(0, 1));
  database.exec(`WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted LIMIT ${rows})
    INSERT INTO requests (id, at_ms, client, protocol, requested_model, route, reason, target, status,
      input_tokens, output_tokens, cost_micros, ttft_ms, total_ms, attempts)
    SELECT 'req_' || n, ${Date.now() - spanMs} + n * ${spanMs} / ${rows}, 'client-' || (n % 5), 'anthropic', 'claude-opus-5-5',
      'route-' || (n % 8), 'because of this and that', 'provider-' || (n % 10) || '/model-' || (n % 30), 200,
      n % 10000, n % 500, iif(n % 7, n % 3000, NULL), 300, 4000, 1 FROM counted`);
  database.close();
}

function compareSummaries(ledger: Ledger): void {
  const database = openDatabase(dataDir, migrations);
  const scanning = database.prepare(scan);
  const from = Date.now() - 30 * 86_400_000;
  const scanned = times(() => scanning.all(from), 3);
  database.close();
  const summed = times(() => ledger.summary({ by: 'model', days: 30 }));
  const ratio = quantile(scanned, 0.5) / quantile(summed, 0.5);
  report('summary of 30 days, scanned', scanned);
  report('summary of 30 days', summed, `x${ratio.toFixed(0)} faster`);
  report(
    'series of 30 days',
    times(() => ledger.series({ by: 'provider', days: 30 })),
  );
}

function measureRecord(ledger: Ledger): void {
  let id = 0;
  report(
    'record of a request',
    times(() => ledger.record({ ...example, id: `new ${(id += 1)}`, atMs: Date.now() }), 2_000),
  );
}

async function measureExport(ledger: Ledger, format: 'csv' | 'json'): Promise<void> {
  const input = operations['usage.export'].input.parse({ format });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = process.memoryUsage.rss();
  let [bytes, most] = [0, 0];
  const startedMs = performance.now();
  delay.enable();
  for await (const chunk of exportUsage(input, { ledger, clock: { now: Date.now } }).chunks) {
    bytes += chunk.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  delay.disable();
  const seconds = (performance.now() - startedMs) / 1000;
  const loop = `event loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, most ${(delay.max / 1e6).toFixed(1)} ms`;
  const memory = `+${((most - before) / 1e6).toFixed(0)} MB`;
  console.log(
    `${`export as ${format}`.padEnd(28)} ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${loop}, ${memory}`,
  );
}

function times(run: () => unknown, count = rounds): number[] {
  return Array.from({ length: count }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
}

function report(what: string, measured: readonly number[], remark = ''): void {
  const figure = `${quantile(measured, 0.5).toFixed(3)} ms (p95 ${quantile(measured, 0.95).toFixed(3)})`;
  console.log(`${what.padEnd(28)} ${figure.padEnd(36)} ${remark}`.trimEnd());
}
