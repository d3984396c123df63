import { describe, expect, test } from 'vitest';
import { budgetOf } from '../support/budget-of.ts';
import { ask, clientToken, startTestCore, type TestCore } from '../support/core.ts';
import { answerOf, pricedProvider } from '../support/priced.ts';
import { startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';

const env = { KEY: 'key-of-the-upstream' };

/** Every answer costs a dollar. */
const oneDollar = async (): Promise<ScriptedUpstream> =>
  startUpstream((request) => answerOf(request, 100_000, 20_000));

async function startWith(
  upstream: ScriptedUpstream,
  budgets: object[],
  extra: Parameters<typeof startTestCore>[1] = {},
): Promise<TestCore> {
  const config = {
    providers: [pricedProvider('up', upstream.url), pricedProvider('local', upstream.url)],
    models: { smart: { targets: ['up/big', 'local/big'] }, cheap: { targets: ['local/small'] } },
    routes: { default: 'up/model' },
    budgets,
  };
  return startTestCore(config, { env, ...extra });
}

async function targetOf(core: TestCore, model = 'm'): Promise<string> {
  const response = await core.send(ask(model));
  await response.text();
  return response.status === 200
    ? (response.headers.get('x-signalbox-target') ?? '')
    : String(response.status);
}

test('a spent budget that switches sends the next request to its model, and the row says why', async () => {
  await using upstream = await oneDollar();
  await using core = await startWith(upstream, [budgetOf('day', 2, { use: 'cheap' })]);
  expect([await targetOf(core), await targetOf(core), await targetOf(core)]).toEqual([
    'up/model',
    'up/model',
    'local/small',
  ]);
  const [last] = await core.rows();
  expect(last).toMatchObject({
    route: 'default',
    target: 'local/small',
    reason: expect.stringMatching(
      /routes\.default takes it; the daily budget of \$2\.00 is spent, so "cheap" takes it$/,
    ),
  });
  expect(await core.call('budgets.get')).toEqual({
    budgets: [{ period: 'day', provider: null, limitUsd: 2, spentUsd: 3, state: 'over', atLimit: 'cheap' }],
  });
});

describe('tokens are counted', () => {
  const content =
    'const total = rows.map(({ costUsd }) => costUsd ?? 0).reduce((sum, cost) => sum + cost);'.repeat(20);

  async function count(core: TestCore, model: string): Promise<number> {
    const response = await fetch(`${core.address}/v1/messages/count_tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content }] }),
    });
    expect(response.status).toBe(200);
    return ((await response.json()) as { input_tokens: number }).input_tokens;
  }

  test('for the model that a spent budget sends the request to', async () => {
    await using upstream = await oneDollar();
    const budget = budgetOf('day', 1, { use: 'local/claude-opus-5-5' }, 'up');
    await using core = await startWith(upstream, [budget], { countMs: 15_000 });
    const byItself = await count(core, 'm');
    expect(byItself).toBe(await count(core, 'up/model'));
    await targetOf(core);
    expect(await count(core, 'm')).toBe(await count(core, 'local/claude-opus-5-5'));
    expect(await count(core, 'm')).not.toBe(byItself);
  });

  test('where a spent budget refuses the request itself', async () => {
    await using upstream = await oneDollar();
    await using core = await startWith(upstream, [budgetOf('day', 1, 'stop')], { countMs: 15_000 });
    const before = await count(core, 'm');
    await targetOf(core);
    expect(await targetOf(core)).toBe('402');
    expect(await count(core, 'm')).toBeGreaterThan(before / 2);
  });
});

describe('a spent budget that stops', () => {
  const question = { model: 'm', messages: [{ role: 'user', content: 'hello' }] };

  test.each([
    ['/v1/messages', ask('m'), 'billing_error'],
    ['/v1/chat/completions', question, 'insufficient_quota'],
    ['/v1/completions', { model: 'm', prompt: 'hello' }, 'insufficient_quota'],
    ['/v1/responses', { model: 'm', input: 'hello' }, 'insufficient_quota'],
  ])('refuses at %s, and says until when', async (path, body, type) => {
    await using upstream = await oneDollar();
    await using core = await startWith(upstream, [budgetOf('month', 1, 'stop')]);
    expect(await targetOf(core)).toBe('up/model');
    const response = await fetch(core.address + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({
      error: {
        type,
        message: expect.stringMatching(
          /^the monthly budget of \$1\.00 is spent \(\$1\.00\) until \d{4}-\d\d-01 00:00: wait/,
        ),
      },
    });
    expect(upstream.requests).toHaveLength(1);
    expect((await core.rows())[0]).toMatchObject({ status: 402, route: 'default', target: null });
  });

  test("leaves a provider's requests to others, and refuses what only it could answer, asked by name too", async () => {
    await using upstream = await oneDollar();
    await using core = await startWith(upstream, [budgetOf('day', 1, 'stop', 'up')]);
    expect(await targetOf(core, 'smart')).toBe('up/big');
    expect(await targetOf(core, 'smart')).toBe('local/big');
    expect(await targetOf(core, 'up/other')).toBe('402');
    expect(await targetOf(core, 'local/other')).toBe('local/other');
  });

  test('lets requests through again after midnight', async () => {
    await using upstream = await oneDollar();
    let at = new Date(2026, 10, 28, 23, 59).getTime();
    const now = () => at;
    const budget = budgetOf('day', 1, 'stop');
    await using core = await startWith(upstream, [budget], { now });
    expect([await targetOf(core), await targetOf(core)]).toEqual(['up/model', '402']);
    at += 60_000;
    expect(await targetOf(core)).toBe('up/model');
  });
});

test('a budget that only tells says so, and requests go on', async () => {
  await using upstream = await oneDollar();
  await using core = await startWith(upstream, [budgetOf('day', 2, 'warn', 'up')]);
  for (let turn = 0; turn < 4; turn += 1) expect(await targetOf(core)).toBe('up/model');
  const told = core.notices.filter((line) => line.includes('budget'));
  expect(told).toEqual([
    expect.stringMatching(
      /^the daily budget of \$2\.00 for up is spent \(\$2\.00\): requests go on as before until/,
    ),
  ]);
});

test('a budget that is set while we run counts what was spent before it', async () => {
  await using upstream = await oneDollar();
  await using core = await startWith(upstream, []);
  await targetOf(core);
  const config = await core.call('config.get');
  await core.call('config.set', {
    config: { ...config, budgets: [budgetOf('day', 1, 'stop')] },
  });
  expect(await targetOf(core)).toBe('402');
  expect(core.notices.filter((line) => line.includes('budget'))).toHaveLength(1);
  await core.call('config.set', { config: { ...config, budgets: [] } });
  expect(await targetOf(core)).toBe('up/model');
});
