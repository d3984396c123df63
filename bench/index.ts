// What Signalbox adds to a direct call: the built router, an upstream and this client, a process each, in one run.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { quantile, throughput, timesToFirstByte, type Subject } from './measure.ts';
import { requestBody } from './request-body.ts';

const root = join(import.meta.dirname, '..');
const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 300);
const loadMs = Number(process.env['SIGNALBOX_BENCH_LOAD_MS'] ?? 4000);
const token = 'bench-token';

const upstream = fork(join(root, 'bench/upstream.ts'));
const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
let router: ChildProcess | undefined;
try {
  const { port } = await new Promise<AddressInfo>((resolve) =>
    upstream.once('message', (address) => resolve(address as AddressInfo)),
  );
  const direct = `http://127.0.0.1:${port}`;
  router = startRouter(direct);
  const origin = await ready(router);
  for (const kilobytes of [5, 100, 400]) await compareFirstBytes(direct, origin, kilobytes);
  await compareThroughput(direct, origin);
} finally {
  router?.kill();
  upstream.kill();
  rmSync(dataDir, { recursive: true, force: true });
}

async function compareFirstBytes(direct: string, origin: string, kilobytes: number): Promise<void> {
  const subjects = subjectsOf(direct, origin, kilobytes * 1000);
  const times = await timesToFirstByte(subjects, rounds);
  const base = quantile(times.get('direct') ?? [], 0.5);
  for (const [name, values] of times) {
    const median = quantile(values, 0.5);
    report(
      `${kilobytes} KB ${name}`,
      `first byte ${median.toFixed(2)} ms (p95 ${quantile(values, 0.95).toFixed(2)})`,
      median / base,
      `+${(median - base).toFixed(2)} ms`,
    );
  }
}

async function compareThroughput(direct: string, origin: string): Promise<void> {
  let base: number | undefined;
  for (const subject of subjectsOf(direct, origin, 5000)) {
    const perSecond = await throughput(subject, 20, loadMs);
    base ??= perSecond;
    report(`20 connections ${subject.name}`, `${perSecond.toFixed(0)} requests/s`, perSecond / base, '');
  }
}

function subjectsOf(direct: string, origin: string, bytes: number): Subject[] {
  const ours = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'anthropic-version': '2023-06-01',
  };
  return [
    {
      name: 'direct',
      origin: direct,
      path: '/v1/messages',
      headers: ours,
      body: requestBody('relayed/bench', bytes),
    },
    {
      name: 'relayed',
      origin,
      path: '/v1/messages',
      headers: ours,
      body: requestBody('relayed/bench', bytes),
    },
    {
      name: 'translated',
      origin,
      path: '/v1/messages',
      headers: ours,
      body: requestBody('translated/bench', bytes),
    },
  ];
}

function report(what: string, figure: string, ratio: number, added: string): void {
  console.log(`${what.padEnd(28)} ${figure.padEnd(36)} ${`x${ratio.toFixed(2)}`.padEnd(8)} ${added}`);
}

function startRouter(upstreamUrl: string): ChildProcess {
  const config = {
    providers: [
      { id: 'relayed', wire: 'anthropic', baseUrl: upstreamUrl },
      { id: 'translated', wire: 'openai-chat', baseUrl: upstreamUrl },
    ],
    routes: { default: 'relayed/bench' },
  };
  writeFileSync(join(dataDir, 'config.json'), JSON.stringify(config));
  return spawn(process.execPath, [join(root, 'out/main/headless.js'), '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SIGNALBOX_TOKEN: token, SIGNALBOX_ADMIN_TOKEN: 'bench-admin' },
  });
}

async function ready(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the router has no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Signalbox is listening on (\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the router ended before it was ready');
}
