// What counting tokens costs.
import { createTokenCounter, type TokenCounter } from '../src-main/core/tokens/counter.ts';
import { conversation } from './conversation.ts';
import { quantile } from './measure.ts';

const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 50);

const counter = createTokenCounter();
try {
  const startedMs = performance.now();
  await counter.count(conversation('start', 1));
  report('first count, 1 KB', [performance.now() - startedMs], 'starts the thread');
  await compareCosts(counter);
  const letters = 'a'.repeat(200_000);
  const request = { model: 'bench', messages: [{ role: 'user' as const, content: letters }] };
  report('200,000 equal letters', [await timed(async () => counter.count(request))]);
} finally {
  await counter.close();
}

async function compareCosts(tokens: TokenCounter): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  const busy: number[] = [];
  const appended: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const request = conversation(`${round}`, 400);
    const addition = conversation(`${round} more`, 50).messages;
    const longer = { ...request, messages: [...request.messages, ...addition] };
    cold.push(await timed(async () => tokens.count(request)));
    warm.push(await timed(async () => tokens.count(request)));
    busy.push(occupied(async () => tokens.count(request)));
    appended.push(await timed(async () => tokens.count(longer)));
    alone.push(await timed(async () => tokens.count(conversation(`${round} alone`, 50))));
  }
  report('400 KB cold', cold);
  report('400 KB warm', warm);
  report('400 KB warm, event loop', busy, 'busy before the first await');
  report('400 KB warm + 50 KB', appended);
  report('50 KB cold', alone);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
}

function occupied(run: () => Promise<unknown>): number {
  const startedMs = performance.now();
  void run();
  return performance.now() - startedMs;
}

function report(what: string, times: readonly number[], remark = ''): void {
  const figure = `${quantile(times, 0.5).toFixed(2)} ms (p95 ${quantile(times, 0.95).toFixed(2)})`;
  console.log(`${what.padEnd(28)} ${figure.padEnd(36)} ${remark}`.trimEnd());
}
