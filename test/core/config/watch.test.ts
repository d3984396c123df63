import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchFile } from '../../../src-main/core/config/watch.ts';

/** Watches a new file; `next` resolves with how often the watch called, once it has called again. */
async function watched() {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-watch-'));
  const file = join(folder, 'config.json');
  await writeFile(file, 'one');
  let calls = 0;
  let called = Promise.withResolvers<number>();
  const stop = watchFile(file, () => {
    calls += 1;
    called.resolve(calls);
    called = Promise.withResolvers();
  });
  onTestFinished(async () => {
    stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, file, stop, next: () => called.promise };
}

test('a write into the file is seen', async () => {
  const { file, next } = await watched();
  const seen = next();
  await writeFile(file, 'two');
  expect(await seen).toBe(1);
});

test('a file put in its place is seen, again and again', async () => {
  const { folder, file, next } = await watched();
  for (const count of [1, 2]) {
    const seen = next();
    await writeFile(join(folder, 'draft'), `text ${count}`);
    await rename(join(folder, 'draft'), file);
    expect(await seen).toBe(count);
  }
});

test('several writes at once are one change, and other files are none', async () => {
  const { folder, file, next } = await watched();
  const seen = next();
  await writeFile(join(folder, 'usage.db'), 'rows');
  await writeFile(file, 'two');
  await writeFile(file, 'three');
  await writeFile(join(folder, 'usage.db'), 'more rows');
  expect(await seen).toBe(1);
});
