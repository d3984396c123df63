import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBodyLog } from '../../../src-main/core/exchange/body-log.ts';
import { answerMessage, text } from '../../upstream/anthropic.ts';
import { startUpstream } from '../../upstream/scripted.ts';
import { ask, clientToken, startTestCore } from '../../support/core.ts';

const idOf = (number: number): string => `req_${String(number).padStart(32, '0')}`;

const unexpected = (error: unknown): void => expect.unreachable(String(error));

async function openLog(most = 500) {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-bodies-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const mask = { text: (value: string) => value.replaceAll('secret', '…') };
  return createBodyLog({
    folder: join(folder, 'bodies'),
    isOn: () => true,
    mask,
    onError: unexpected,
    most,
  });
}

test('what is kept is masked, and whole up to a limit', async () => {
  const log = await openLog();
  const kept = log.open(idOf(1), Buffer.from('asks secret'));
  kept?.response('says ');
  kept?.response(Buffer.from('secret'));
  kept?.close();
  const long = log.open(idOf(2), Buffer.alloc(3_000_000, 'a'));
  long?.response(Buffer.alloc(2_000_000, 'b'));
  long?.response(Buffer.alloc(2_000_000, 'c'));
  long?.close();
  await log.idle();
  expect(await log.read(idOf(1))).toEqual({ request: 'asks …', response: 'says …', isCut: false });
  const cut = await log.read(idOf(2));
  expect(cut).toMatchObject({ isCut: true });
  expect([cut?.request.length, cut?.response.length]).toEqual([2 * 1024 * 1024, 2 * 1024 * 1024]);
});

test('nothing is read but the bodies of requests', async () => {
  const log = await openLog();
  expect(await log.read(idOf(3))).toBeNull();
  expect(await log.read('../../config')).toBeNull();
});

test('only the newest are kept', async () => {
  const log = await openLog(10);
  for (let number = 0; number < 60; number += 1) {
    log.open(idOf(number), Buffer.from('a'))?.close();
    await log.idle();
  }
  expect(await log.read(idOf(0))).toBeNull();
  expect(await log.read(idOf(59))).not.toBeNull();
});

test('bodies are kept only while that is switched on, without the token that was shown', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('an answer')]));
  const config = (bodies: string) => ({
    providers: [{ id: 'a', wire: 'anthropic', baseUrl: upstream.url }],
    routes: { default: 'a/m' },
    logging: { bodies },
  });
  await using core = await startTestCore(config('off'));
  await (await core.send(ask('x'))).text();
  await core.call('config.set', { config: config('masked') });
  await (await core.send({ ...ask('y'), metadata: { leaked: clientToken } })).text();
  await (await core.send(ask('z', { stream: true }))).text();
  const ids = (await core.rows()).map(({ id }) => id);
  const shown = await Promise.all(ids.map(async (id) => core.call('requests.get', { id })));
  expect(shown.map(({ bodies }) => bodies !== null)).toEqual([true, true, false]);
  await core.call('config.set', { config: config('off') });
  expect(await core.call('requests.get', { id: ids[0] })).toHaveProperty('bodies', null);
  await core.stop();
  const folder = join(core.dataDir, 'logs', 'bodies');
  const names = await readdir(folder);
  expect(names).toHaveLength(2);
  expect((await stat(join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600);
  const log = createBodyLog({
    folder,
    isOn: () => true,
    mask: { text: (value) => value },
    onError: unexpected,
  });
  const bodies = await Promise.all(names.map(async (name) => log.read(name.replace('.json', ''))));
  expect(JSON.stringify(bodies)).not.toContain(clientToken);
  expect(bodies.map((each) => each?.response).join()).toContain('event: message_stop');
  expect(bodies.map((each) => each?.request).join()).toContain('"leaked":"…masked…"');
});
