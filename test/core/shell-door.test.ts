import { expect, test } from 'vitest';
import type { CoreEvent, Notice } from '../../src-main/contract/events.ts';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import { ask, startTestCore, type TestCore } from '../support/core.ts';
import { answerChat, chatError, says } from '../upstream/openai-chat.ts';
import { pause, startUpstream, type Script } from '../upstream/scripted.ts';

/** What a shell uses without HTTP: operations, events, fresh connections. */

const thinking = { model: 'claude-opus-5-5', thinking: { type: 'enabled', budget_tokens: 2000 } };

async function routeOf(core: TestCore): Promise<Pick<RequestRow, 'route' | 'reason' | 'target'>> {
  await (await core.send(ask('claude-opus-5-5', thinking))).text();
  const [row] = await core.rows();
  if (!row) throw new Error('the request left no row');
  const { route, reason, target } = row;
  return { route, reason, target };
}

const provider = (baseUrl: string, more: object = {}): object => ({
  id: 'a',
  wire: 'openai-chat',
  baseUrl,
  keys: [],
  retry: { attempts: 1 },
  ...more,
});

const demo = {
  providers: [{ id: 'demo', preset: 'demo' }],
  routes: { default: 'demo/default', think: 'demo/think' },
};

test('an operation run in the process is in force for the next request, and is heard of', async () => {
  await using core = await startTestCore(demo);
  const heard: CoreEvent[] = [];
  const unsubscribe = core.core.subscribe((event) => heard.push(event));
  await core.core.run('routes.set', { route: 'think', use: 'demo/deep' });
  expect(heard).toContainEqual(
    expect.objectContaining({
      status: expect.objectContaining({ routes: expect.objectContaining({ think: 'demo/deep' }) }),
    }),
  );
  expect(await routeOf(core)).toMatchObject({ route: 'think', target: 'demo/deep' });
  unsubscribe();
  const before = heard.length;
  await core.core.run('routes.set', { route: 'think', use: 'demo/think' });
  expect(heard).toHaveLength(before);
});

test('an operation run in the process has its input checked', async () => {
  await using core = await startTestCore(demo);
  await expect(core.core.run('routes.set', { route: 'nowhere', use: null })).rejects.toThrow(
    /^routes\.set: route: /,
  );
  await expect(core.core.run('nothing.get')).rejects.toThrow('there is no operation named "nothing.get"');
});

test('a pause sends everything to the default and says so, until it is taken back', async () => {
  await using core = await startTestCore(demo);
  expect(await routeOf(core)).toMatchObject({ target: 'demo/think' });
  expect(await core.call('pause.set', { paused: true })).toEqual({ paused: true });
  expect(await core.call('status.get')).toMatchObject({ paused: true, routes: demo.routes });
  expect(await routeOf(core)).toEqual({
    route: 'default',
    target: 'demo/default',
    reason: 'Signalbox is paused, so routes.default takes everything',
  });
  await core.call('pause.set', { paused: false });
  expect(await core.call('status.get')).toMatchObject({ paused: false });
  expect(await routeOf(core)).toMatchObject({ target: 'demo/think' });
});

test('a pause outlives a change of the config', async () => {
  await using core = await startTestCore(demo);
  await core.call('pause.set', { paused: true });
  await core.call('routes.set', { route: 'default', use: 'demo/other' });
  expect(await routeOf(core)).toMatchObject({ route: 'default', target: 'demo/other' });
});

/** What the core says to a person while so many requests fail or succeed. */
async function noticesOf(
  script: Script,
  more: object,
  requests: (core: TestCore) => Promise<void>,
  env: Record<string, string> = {},
): Promise<Notice[]> {
  await using upstream = await startUpstream(script);
  await using core = await startTestCore(
    { providers: [provider(upstream.url, more)], routes: { default: 'a/x' } },
    { env },
  );
  const notices: Notice[] = [];
  core.core.subscribe((event) => {
    if (event.kind === 'notice') notices.push(event.notice);
  });
  await requests(core);
  return notices;
}

const sendOne = async (core: TestCore): Promise<void> => void (await (await core.send(ask('m'))).text());

test('a key that is refused is told, and the key is in no word of it', async () => {
  const notices = await noticesOf(
    () => chatError(401, 'wrong key: sk-the-key-of-the-test'),
    { keys: ['env:A_KEY'] },
    sendOne,
    { A_KEY: 'sk-the-key-of-the-test' },
  );
  expect(notices).toEqual([
    {
      kind: 'key-refused',
      level: 'error',
      subject: 'a',
      message: 'a refused its key: check it under Providers',
      atMs: expect.any(Number),
    },
  ]);
});

test('a refused key is told also where another one serves', async () => {
  const notices = await noticesOf(
    (request) =>
      request.headers.authorization === 'Bearer sk-old-key'
        ? chatError(401, 'wrong key')
        : answerChat(request, [says('hi')]),
    { keys: ['env:OLD_KEY', 'env:NEW_KEY'], retry: { attempts: 2, baseMs: 1 } },
    async (core) => expect((await core.send(ask('m'))).status).toBe(200),
    { OLD_KEY: 'sk-old-key', NEW_KEY: 'sk-new-key' },
  );
  expect(notices).toMatchObject([
    { kind: 'key-refused', message: expect.stringContaining('one of its keys') },
  ]);
});

test('a breaker that opens is told, and that it closed', async () => {
  const notices = await noticesOf(
    (request, index) => (index < 1 ? chatError(500, 'broken') : answerChat(request, [says('hi')])),
    { breaker: { failures: 1, openMs: 1 } },
    async (core) => {
      await sendOne(core);
      await expect.poll(async () => (await core.send(ask('m'))).status).toBe(200);
    },
  );
  expect(notices.map(({ kind, level, subject }) => ({ kind, level, subject }))).toEqual([
    { kind: 'breaker-open', level: 'warn', subject: 'a' },
    { kind: 'breaker-closed', level: 'info', subject: 'a' },
  ]);
});

test('renewed connections are new ones, and an answer under way ends as it should', async () => {
  let renew = (): void => {};
  await using upstream = await startUpstream((request, index) => {
    const answer = answerChat(request, [says('one two three')]);
    if (index !== 1) return answer;
    return {
      ...answer,
      pieces: [
        ...answer.pieces.slice(0, 2),
        () => Promise.resolve(renew()),
        pause(20),
        ...answer.pieces.slice(2),
      ],
    };
  });
  await using core = await startTestCore({
    providers: [provider(upstream.url)],
    routes: { default: 'a/x' },
  });
  const talk = async (): Promise<string> => (await core.send(ask('m', { stream: true }))).text();
  renew = () => core.core.renewConnections();
  expect(await talk()).toContain('message_stop');
  expect(await talk()).toContain('message_stop');
  expect(await talk()).toContain('message_stop');
  expect(upstream.requests[0]?.port).toBe(upstream.requests[1]?.port);
  expect(upstream.requests[2]?.port).not.toBe(upstream.requests[1]?.port);
});
