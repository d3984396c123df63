import { describe, expect, test } from 'vitest';
import type { CoreEvent } from '../../src-main/contract/events.ts';
import { ask, clientToken, startTestCore, type TestCore } from '../support/core.ts';
import { answerOf, pricedProvider } from '../support/priced.ts';
import { startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';

const asAnn = { authorization: 'Bearer token-of-ann' };
const asFirst = { authorization: `Bearer ${clientToken}` };
const options = { env: { KEY: 'key-of-the-upstream', ANN: 'token-of-ann' } };

/** Every answer costs a dollar: half of it for 100,000 tokens in, half for 20,000 out. */
const oneDollar = async (): Promise<ScriptedUpstream> =>
  startUpstream((request) => answerOf(request, 100_000, 20_000));

/** A core with two clients: the one whose token every test has, and Ann. */
async function startWithAnn(upstream: ScriptedUpstream, ann: object): Promise<TestCore> {
  const clients = [
    { id: 'first', token: 'env:NONE' },
    { id: 'ann', name: 'Ann', token: 'env:ANN', ...ann },
  ];
  const providers = [pricedProvider('up', upstream.url)];
  return startTestCore({ providers, routes: { default: 'up/model' }, clients }, options);
}

async function statusOf(core: TestCore, headers: Record<string, string> = asAnn): Promise<number> {
  const response = await core.send(ask('m'), { headers });
  await response.text();
  return response.status;
}

const balanceOf = async (core: TestCore, client = 'ann'): Promise<number> =>
  (await core.call('credits.get', { client })).balanceUsd;

test('a request is charged with its markup to the client that made it, and to nobody else', async () => {
  await using upstream = await oneDollar();
  await using core = await startWithAnn(upstream, { markupPercent: 12.5 });
  expect(await statusOf(core)).toBe(200);
  expect(await statusOf(core, asFirst)).toBe(200);
  const [second, first] = await core.rows();
  expect(await core.call('credits.get', { client: 'ann' })).toMatchObject({
    name: 'Ann',
    balanceUsd: -1.125,
    markupPercent: 12.5,
    state: 'ok',
    transactions: [
      {
        kind: 'charge',
        usd: -1.125,
        costUsd: 1,
        requestId: first?.id,
        route: 'default',
        target: 'up/model',
        atMs: first?.atMs,
      },
    ],
  });
  expect(await core.call('credits.get', { client: 'first' })).toMatchObject({
    balanceUsd: -1,
    transactions: [{ requestId: second?.id }],
  });
});

test('a request whose cost is not known is charged nothing, and the bill says that there was one', async () => {
  await using upstream = await oneDollar();
  await using core = await startTestCore(
    {
      providers: [{ id: 'up', wire: 'anthropic', baseUrl: upstream.url, keys: ['env:KEY'] }],
      routes: { default: 'up/model-that-nobody-prices' },
    },
    { env: options.env },
  );
  expect(await statusOf(core, asFirst)).toBe(200);
  const client = 'claude-code';
  expect(await core.call('credits.get', { client })).toMatchObject({ balanceUsd: 0, transactions: [] });
  const now = new Date();
  const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
  expect(await core.call('credits.report', { month })).toMatchObject({
    bills: [
      { client, chargedUsd: 0, usage: { requests: 1, inputTokens: 100_000, costUsd: null, unpriced: 1 } },
    ],
  });
});

describe('a client that has spent what it may', () => {
  const question = { model: 'm', messages: [{ role: 'user', content: 'hello' }] };
  const told =
    'the client ann has spent what it may (balance $0.00, prepaid, so not below zero): top it up in Signalbox, or raise its limitUsd in the config';

  test.each([
    ['/v1/messages', ask('m'), { type: 'error', error: { type: 'billing_error', message: told } }],
    ['/v1/messages', ask('m', { stream: true }), { error: { type: 'billing_error', message: told } }],
    ['/v1/chat/completions', question, { error: { code: 'insufficient_quota', message: told } }],
    [
      '/v1/completions',
      { model: 'm', prompt: 'hello' },
      { error: { type: 'insufficient_quota', message: told } },
    ],
    [
      '/v1/responses',
      { model: 'm', input: 'hello' },
      { error: { type: 'insufficient_quota', message: told } },
    ],
  ])('is refused at %s before any upstream is asked', async (path, body, error) => {
    await using upstream = await oneDollar();
    await using core = await startWithAnn(upstream, { limitUsd: 0 });
    const response = await fetch(core.address + path, {
      method: 'POST',
      headers: { ...asAnn, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject(error);
    expect(upstream.requests).toEqual([]);
    expect(await core.rows()).toMatchObject([
      { status: 402, client: 'ann', requestedModel: 'm', error: told },
    ]);
  });

  test('still counts tokens and lists models', async () => {
    await using upstream = await oneDollar();
    await using core = await startWithAnn(upstream, { limitUsd: 0 });
    const counted = await fetch(`${core.address}/v1/messages/count_tokens`, {
      method: 'POST',
      headers: asAnn,
      body: JSON.stringify(ask('m')),
    });
    expect([counted.status, (await fetch(`${core.address}/v1/models`, { headers: asAnn })).status]).toEqual([
      200, 200,
    ]);
  });

  test('may go below zero as far as its limit, and goes on after a top-up', async () => {
    await using upstream = await oneDollar();
    await using core = await startWithAnn(upstream, { limitUsd: 2 });
    expect([await statusOf(core), await statusOf(core), await statusOf(core)]).toEqual([200, 200, 402]);
    expect(await statusOf(core, asFirst)).toBe(200);
    await core.call('credits.add', { client: 'ann', usd: 0.5, note: 'cash' });
    expect([await statusOf(core), await statusOf(core)]).toEqual([200, 402]);
    expect(await balanceOf(core)).toBe(-2.5);
  });

  test('may go on once its limit is raised or taken away', async () => {
    await using upstream = await oneDollar();
    await using core = await startWithAnn(upstream, { limitUsd: 0 });
    expect(await statusOf(core)).toBe(402);
    const config = await core.call('config.get');
    const clients = (config['clients'] as { id: string }[]).map((client) =>
      client.id === 'ann' ? { ...client, limitUsd: null } : client,
    );
    await core.call('config.set', { config: { ...config, clients } });
    expect(await statusOf(core)).toBe(200);
  });

  test('keeps the answer that is under way', async () => {
    let release: (() => void) | undefined;
    const isTaken = new Promise<void>((resolve) => (release = resolve));
    await using upstream = await startUpstream((request, index) => {
      const answer = answerOf(request, 100_000, 20_000);
      const [first = '', ...others] = answer.pieces;
      return index === 0
        ? { ...answer, pieces: [first, ...others.slice(0, 2), async () => isTaken, ...others.slice(2)] }
        : answer;
    });
    await using core = await startWithAnn(upstream, { limitUsd: 1 });
    const running = await core.send(ask('m', { stream: true }), { headers: asAnn });
    expect(await statusOf(core)).toBe(200);
    expect(await statusOf(core)).toBe(402);
    release?.();
    expect(await running.text()).toContain('message_stop');
    expect(await balanceOf(core)).toBe(-2);
  });
});

test('four fifths of what may be spent, and the end of it, are told once each', async () => {
  await using upstream = await oneDollar();
  await using core = await startWithAnn(upstream, { limitUsd: 0 });
  const heard = await listen(core);
  await core.call('credits.add', { client: 'ann', usd: 5 });
  for (let turn = 0; turn < 7; turn += 1) await statusOf(core);
  expect(await heard.notices(2)).toMatchObject([
    {
      kind: 'credits',
      level: 'warn',
      subject: 'ann',
      message:
        'the client ann has spent four fifths of what it may (balance $1.00, prepaid, so not below zero)',
    },
    {
      kind: 'credits',
      level: 'error',
      subject: 'ann',
      message: expect.stringContaining('until it is topped up'),
    },
  ]);
  expect(core.notices.filter((line) => line.includes('the client ann'))).toHaveLength(2);
  await core.call('credits.add', { client: 'ann', usd: 1 });
  await statusOf(core);
  expect(await heard.notices(3)).toHaveLength(3);
});

/** What a page would hear, collected until so many notices came. */
async function listen(core: TestCore): Promise<{ notices: (count: number) => Promise<unknown[]> }> {
  const response = await fetch(`${core.address}/api/events`, {
    headers: { authorization: 'Bearer admin-token-of-the-test' },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const notices: unknown[] = [];
  let text = '';
  return {
    async notices(count) {
      while (notices.length < count) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) break;
        const events = (text + value).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          const read: CoreEvent | undefined = data === undefined ? undefined : JSON.parse(data);
          if (read?.kind === 'notice') notices.push(read.notice);
        }
      }
      return [...notices];
    },
  };
}
