// What a storm of counts does to a stream that runs through the router at the same time: how late its pieces are.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { request } from 'undici';
import { quantile } from './measure.ts';
import { token } from './router.ts';
import { startStage } from './stage.ts';

const stage = await startStage();
try {
  await latenesses();
  const alone = await latenesses();
  const storm = fork(join(import.meta.dirname, 'counting-storm.ts'), [stage.origin]);
  // The first counts start the tokenizer and meet every text for the first time: part of the storm.
  const startedMs = performance.now();
  const stormy = await latenesses();
  const elapsedSeconds = (performance.now() - startedMs) / 1000;
  storm.send('stop');
  const [counted] = (await once(storm, 'message')) as [number];
  report('stream alone', alone);
  report('stream in a storm of counts', stormy, `${(counted / elapsedSeconds).toFixed(0)} counts/s`);
  const [calm, rough] = [quantile(alone, 0.99), quantile(stormy, 0.99)];
  console.log(
    `${'the storm adds at p99'.padEnd(28)} ${(rough - calm).toFixed(2)} ms`.padEnd(66) +
      `x${(rough / calm).toFixed(2)}`,
  );
} finally {
  stage.stop();
}

/** Milliseconds from the upstream's sending of each piece of one stream to its arrival here. */
async function latenesses(): Promise<number[]> {
  const body = JSON.stringify({
    model: 'steady/bench',
    max_tokens: 100,
    stream: true,
    messages: [{ role: 'user', content: 'go on' }],
  });
  const headers = { 'x-api-key': token, 'content-type': 'application/json' };
  const answer = await request(`${stage.origin}/v1/messages`, { method: 'POST', headers, body });
  const late: number[] = [];
  for await (const chunk of answer.body) {
    const nowMs = performance.timeOrigin + performance.now();
    for (const [, sentMs] of String(chunk).matchAll(/"text":"([\d.]+)"/g)) late.push(nowMs - Number(sentMs));
  }
  return late;
}

function report(what: string, times: readonly number[], remark = ''): void {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(2));
  const figure = `late by ${p50} ms (p99 ${p99}, at most ${most})`;
  console.log(`${what.padEnd(28)} ${figure.padEnd(42)} ${remark}`.trimEnd());
}
