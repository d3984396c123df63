// What Signalbox adds to a direct call: the built router, an upstream and this client, a process each, in one run.
import { quantile, throughput, timesToFirstByte, type Subject } from './measure.ts';
import { requestBody } from './request-body.ts';
import { token } from './router.ts';
import { startStage } from './stage.ts';

const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 300);
const loadMs = Number(process.env['SIGNALBOX_BENCH_LOAD_MS'] ?? 4000);

const stage = await startStage();
try {
  for (const kilobytes of [5, 100, 400]) await compareFirstBytes(stage.direct, stage.origin, kilobytes);
  await compareThroughput(stage.direct, stage.origin);
} finally {
  stage.stop();
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
