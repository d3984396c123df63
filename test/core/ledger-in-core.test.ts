import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../src-main/core/index.ts';
import { ask, startTestCore } from '../support/core.ts';
import { memorySecrets } from '../support/memory-secrets.ts';

const dayMs = 86_400_000;
const demo = { providers: [{ id: 'demo', wire: 'demo' }], routes: { default: 'demo/x' } };

test('ledger.retentionDays takes effect while it runs: older rows go, their sums stay', async () => {
  let nowMs = Date.UTC(2026, 10, 1);
  await using core = await startTestCore(demo, { now: () => nowMs });
  await (await core.send(ask('old'))).text();
  nowMs += 4 * dayMs;
  await (await core.send(ask('new'))).text();
  await core.call('config.set', {
    config: { ...(await core.call('config.get')), ledger: { retentionDays: 3 } },
  });
  const models = async () => (await core.rows()).map(({ requestedModel }) => requestedModel);
  await expect.poll(models, { timeout: 15_000 }).toEqual(['new']);
  expect((await core.call('usage.summary')).total.requests).toBe(2);
});

test('a start over a damaged ledger says so, and goes on with a new one', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-core-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await writeFile(join(dataDir, 'config.json'), JSON.stringify(demo));
  await writeFile(join(dataDir, 'usage.db'), 'no database at all'.repeat(100));
  const notices: string[] = [];
  const core = createCore({
    dataDir,
    secrets: memorySecrets(),
    overrides: { port: '0' },
    env: { SIGNALBOX_TOKEN: 'client-token', SIGNALBOX_ADMIN_TOKEN: 'admin-token' },
    onNotice: (line) => notices.push(line),
  });
  const { address } = await core.start();
  onTestFinished(() => core.stop());
  const aside = (await readdir(dataDir)).find((name) => name.startsWith('usage.db.damaged-'));
  expect(notices).toContainEqual(expect.stringContaining(`set aside as ${aside}`));
  const status = await fetch(`${address}/api/status.get`, {
    method: 'POST',
    headers: { authorization: 'Bearer admin-token', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(await status.json()).toMatchObject({ ledgerProblem: expect.stringContaining(String(aside)) });
});
