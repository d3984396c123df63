import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../src-main/core/index.ts';
import { openLedger } from '../../src-main/core/ledger/ledger.ts';
import { full } from './ledger/ledger-with.ts';
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

/** A core over a data folder that a test prepares. */
async function startOver(prepare: (dataDir: string) => Promise<void>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-core-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await writeFile(join(dataDir, 'config.json'), JSON.stringify(demo));
  await prepare(dataDir);
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
  const post = async (path: string, body: object, token = 'admin-token') =>
    fetch(address + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { dataDir, address, notices, post };
}

test('a start over a damaged ledger says so, and goes on with a new one', async () => {
  const { dataDir, notices, post } = await startOver(async (folder) =>
    writeFile(join(folder, 'usage.db'), 'no database at all'.repeat(100)),
  );
  const aside = (await readdir(dataDir)).find((name) => name.startsWith('usage.db.damaged-'));
  expect(notices).toContainEqual(expect.stringContaining(`set aside as ${aside}`));
  expect(await (await post('/api/status.get', {})).json()).toMatchObject({
    ledgerProblem: expect.stringContaining(String(aside)),
  });
});

test('damage that shows as a request ends is told to the pages, and the request is in the new ledger', async () => {
  const { dataDir, address, notices, post } = await startOver(async (folder) => {
    const ledger = openLedger(folder);
    for (let index = 0; index < 500; index += 1) ledger.record({ ...full, id: `old ${index}` });
    ledger.close();
  });
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const events = await fetch(`${address}/api/events`, {
    headers: { authorization: 'Bearer admin-token' },
    signal: leaving.signal,
  });
  const file = await open(join(dataDir, 'usage.db'), 'r+');
  await file.write(Buffer.alloc((await file.stat()).size - 4096, 0xa5), 0, undefined, 4096);
  await file.close();

  await (await post('/v1/messages', ask('m'), 'client-token')).text();
  let told = '';
  for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    told += chunk;
    if (told.includes('event: notice')) break;
  }
  expect(told).toContain('"kind":"ledger","level":"error","subject":"usage.db"');
  expect(notices).toContainEqual(expect.stringContaining('set aside'));
  const { requests } = (await (await post('/api/requests.list', {})).json()) as { requests: object[] };
  expect(requests).toMatchObject([{ requestedModel: 'm', status: 200 }]);
});
