import { expect, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import { ask, startTestCore, type TestCore } from '../../support/core.ts';
import { capture } from '../routing/given.ts';

const config = {
  providers: [{ id: 'demo', wire: 'demo' }],
  models: { smart: { targets: ['demo/large', 'demo/small'] } },
  routes: { default: 'smart', think: 'demo/thinker' },
  rules: [
    { name: 'tickets', when: { tool: 'mcp__*', minTokens: 10 }, use: 'demo/tickets' },
    { name: 'secrets', when: { prompt: 'token-[0-9]+' }, use: 'demo/private' },
  ],
};

async function tried(core: TestCore, input: object) {
  const answer = await core.call('routes.trial', input);
  return operations['routes.trial'].output.parse(answer);
}

test('a body goes nowhere and is told its way, with every way that was looked at', async () => {
  await using core = await startTestCore(config);
  const { decision, ways, facts, model, refusal } = await tried(core, {
    request: ask('claude-opus-5-5', { thinking: { type: 'enabled', budget_tokens: 2000 } }),
  });
  expect(decision).toEqual({
    route: 'think',
    reason: 'thinking is enabled, so routes.think takes it',
    use: 'demo/thinker',
    targets: ['demo/thinker'],
  });
  expect({ model, refusal, class: facts.class }).toEqual({
    model: 'claude-opus-5-5',
    refusal: null,
    class: 'main',
  });
  expect(ways.map(({ way, applies, use }) => [way, applies, use])).toEqual([
    ['explicit', false, null],
    ['rule:tickets', false, null],
    ['rule:secrets', false, null],
    ['webSearch', false, null],
    ['subagent', false, null],
    ['longContext', false, null],
    ['image', false, null],
    ['think', true, 'demo/thinker'],
    ['background', false, null],
    ['model', false, null],
    ['default', true, 'smart'],
  ]);
  expect(await core.rows()).toEqual([]);
});

test('a way that does not apply says which condition failed, or that nothing is set there', async () => {
  await using core = await startTestCore(config);
  const { ways } = await tried(core, {
    request: ask('claude-opus-5-5', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }),
  });
  const reasonOf = (name: string) => ways.find(({ way }) => way === name)?.reason;
  expect(reasonOf('rule:tickets')).toBe('it does not have tool "mcp__*"');
  expect(reasonOf('rule:secrets')).toBe('it does not have prompt "token-[0-9]+"');
  expect(reasonOf('webSearch')).toBe(
    'it brings the tool web_search_20250305, but routes.webSearch is not set',
  );
  expect(reasonOf('subagent')).toBe('routes.subagent is not set');
  expect(reasonOf('think')).toBe('no plan mode, no thinking enabled, no high effort');
  expect(reasonOf('model')).toBe('models has no patterns');
});

test('a past request is tried by its id, as often as one likes, also under a config that is not saved', async () => {
  await using core = await startTestCore(config);
  const answer = await core.send(ask('claude-opus-5-5', { tools: [{ name: 'mcp__tickets__list' }] }), {
    headers: { 'x-team': 'a' },
  });
  const id = answer.headers.get('x-signalbox-request-id');
  expect((await tried(core, { id })).decision.route).toBe('rule:tickets');

  const rules = [{ name: 'by team', when: { header: { 'X-Team': 'a' } }, use: 'smart' }];
  const drafted = await tried(core, { id, config: { ...(await core.call('config.get')), rules } });
  expect(drafted.decision).toMatchObject({ route: 'rule:by team', targets: ['demo/large', 'demo/small'] });
  expect((await core.call('config.get')).rules).toHaveLength(2);
  expect((await tried(core, { id })).decision.route).toBe('rule:tickets');
});

test('a header that shows a credential is not kept with a past request', async () => {
  await using core = await startTestCore({
    ...config,
    rules: [{ name: 'all', when: { header: { authorization: '*' } }, use: 'smart' }],
  });
  const answer = await core.send(ask('claude-opus-5-5'));
  expect(answer.headers.get('x-signalbox-route')).toBe('rule:all');
  const { ways } = await tried(core, { id: answer.headers.get('x-signalbox-request-id') });
  expect(ways[1]).toMatchObject({ applies: false, reason: 'it does not have header authorization "*"' });
});

test('a request that nobody remembers, and one that cannot be read, say so', async () => {
  await using core = await startTestCore(config);
  expect(await core.call('routes.trial', { id: 'req_of_yesterday' })).toMatchObject({
    error: { code: 'not-found', message: expect.stringContaining('paste its body instead') },
  });
  expect(await core.call('routes.trial', { request: { model: 'm', messages: 'none' } })).toMatchObject({
    error: { code: 'invalid-request', message: expect.stringContaining('messages') },
  });
  expect(await core.call('routes.trial', {})).toMatchObject({
    error: { code: 'invalid-request', message: expect.stringContaining('either id or request') },
  });
});

test('a config that could not be saved cannot be tried, and the field is named', async () => {
  await using core = await startTestCore(config);
  const current = await core.call('config.get');
  const rules = [{ name: 'r', when: { prompt: '(' }, use: 'nowhere' }];
  expect(await core.call('routes.trial', { request: ask('m'), config: { ...current, rules } })).toMatchObject(
    {
      error: { code: 'invalid-config', message: expect.stringContaining('rules[0].use') },
    },
  );
});

test('a real request of Claude Code in plan mode, with the headers it came with, is tried as it was sent', async () => {
  await using core = await startTestCore(config);
  const { headers, body } = capture('plan-mode');
  const { decision } = await tried(core, { request: body, headers, client: 'claude-code' });
  expect(decision).toMatchObject({ route: 'think', reason: expect.stringContaining('plan mode is active') });
});

test('a request of another protocol is read as that', async () => {
  await using core = await startTestCore(config);
  const { decision } = await tried(core, {
    protocol: 'openai-chat',
    request: { model: 'smart', messages: [{ role: 'user', content: 'hello' }] },
  });
  expect(decision.route).toBe('explicit');
});
