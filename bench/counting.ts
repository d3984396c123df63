// What counting tokens costs, and what a storm of it does to the event loop that answers streams.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createTokenCounter, type TokenCounter } from '../src-main/core/tokens/counter.ts';
import type { MessageParam, MessagesRequest } from '../src-main/core/wire/anthropic/messages.ts';
import { quantile } from './measure.ts';

const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 50);
const stormMs = Number(process.env['SIGNALBOX_BENCH_LOAD_MS'] ?? 4000);

const counter = createTokenCounter();
try {
  const startedMs = performance.now();
  await counter.count(conversation('start', 1));
  report('first count, 1 KB', [performance.now() - startedMs], 'starts the thread');
  await compareCosts(counter);
  await storm(counter);
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

/** Sixteen clients that count at once and again: conversations of 400 KB, to which 50 KB are added at every turn. */
async function storm(tokens: TokenCounter): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const untilMs = performance.now() + stormMs;
  let counted = 0;
  const clients = Array.from({ length: 16 }, async (_, client) => {
    const requests = Array.from({ length: 8 }, (_unused, turn) => conversation(`${client} ${turn}`, 400));
    for (let turn = 0; performance.now() < untilMs; turn += 1) {
      const request = requests[turn % requests.length];
      if (request === undefined) return;
      request.messages.push({ role: 'user', content: lines(`${client} ${turn}`, 50_000) });
      if (request.messages.length > 120) request.messages.splice(100);
      await tokens.count(request);
      counted += 1;
    }
  });
  delay.enable();
  await Promise.all(clients);
  delay.disable();
  const [p50, p99] = [delay.percentile(50), delay.percentile(99)].map((nanoseconds) => nanoseconds / 1e6);
  const figure = `event loop delay p50 ${p50?.toFixed(2)} ms, p99 ${p99?.toFixed(2)} ms`;
  console.log(
    `${'storm of 16 clients'.padEnd(28)} ${figure}, ${((counted / stormMs) * 1000).toFixed(0)} counts/s`,
  );
}

/** A conversation of about so many kilobytes, of which nothing stands in another one. */
function conversation(seed: string, kilobytes: number): MessagesRequest {
  const blocks = Math.max(1, Math.round(kilobytes / 4));
  const messages = Array.from({ length: blocks }, (_, turn): MessageParam => {
    const text = lines(`${seed}-${turn}`, 4000);
    return turn % 2 === 0
      ? { role: 'user', content: [{ type: 'text', text }] }
      : {
          role: 'assistant',
          content: [{ type: 'tool_use', id: `t${turn}`, name: 'write', input: { text } }],
        };
  });
  return { model: 'claude-opus-5-5', messages };
}

function lines(seed: string, length: number): string {
  const line = (index: number): string =>
    `${index}\tconst value${index * 7919} = await read("part ${index} of ${seed}", { limit: ${index % 97} });\n`;
  return Array.from({ length: Math.ceil(length / 75) }, (_, index) => line(index))
    .join('')
    .slice(0, length);
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
