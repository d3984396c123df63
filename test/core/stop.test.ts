import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore, type Core } from '../../src-main/core/index.ts';
import { memorySecrets } from '../support/memory-secrets.ts';

async function newCore(): Promise<Core> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-stop-'));
  onTestFinished(async () => rm(dataDir, { recursive: true, force: true }));
  return createCore({ dataDir, env: {}, overrides: { port: '0' }, secrets: memorySecrets() });
}

test('a stop during the start waits for it, so that nothing listens afterwards', async () => {
  const core = await newCore();
  const starting = core.start();
  await core.stop();
  const { address } = await starting;
  await expect(fetch(`${address}/health`)).rejects.toThrow('fetch failed');
});

test('a second stop waits for the first', async () => {
  const core = await newCore();
  await core.start();
  const stops = [core.stop(), core.stop()];
  await expect(Promise.all(stops)).resolves.toEqual([undefined, undefined]);
});

test('a core that was never started, or could not be, has nothing to stop', async () => {
  await expect((await newCore()).stop()).resolves.toBeUndefined();
  const core = createCore({ dataDir: '/dev/null/nowhere', env: {}, secrets: memorySecrets() });
  await expect(core.start()).rejects.toThrow('/dev/null/nowhere');
  await expect(core.stop()).resolves.toBeUndefined();
});
