import { describe, expect, test } from 'vitest';
import { answerMessage, messageError, text } from '../../upstream/anthropic.ts';
import { answerChat, chatError, says } from '../../upstream/openai-chat.ts';
import { startUpstream, type Script } from '../../upstream/scripted.ts';
import { ask, startTestCore } from '../../support/core.ts';

const quick = { attempts: 3, baseMs: 1, maxMs: 20 };

function provider(id: string, wire: string, baseUrl: string, more: object = {}): object {
  return { id, wire, baseUrl, keys: [], retry: quick, ...more };
}

function keyOf(headers: { authorization?: string | undefined }): string {
  return headers.authorization?.slice('Bearer '.length) ?? '';
}

const answers =
  (word: string): Script =>
  (request) =>
    answerChat(request, [says(word)]);

describe('targets', () => {
  test('the first target answers while it can, and every answer says who did', async () => {
    await using first = await startUpstream(answers('one'));
    await using second = await startUpstream(answers('two'));
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', first.url), provider('b', 'openai-chat', second.url)],
      models: { smart: { targets: ['a/x/1', 'b/y'] } },
      routes: { default: 'smart' },
    });
    const response = await core.send(ask('claude-opus-5-5'));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      content: [{ type: 'text', text: 'one' }],
      model: 'claude-opus-5-5',
    });
    expect(response.headers.get('x-signalbox-route')).toBe('default');
    expect(response.headers.get('x-signalbox-target')).toBe('a/x/1');
    expect(response.headers.get('x-signalbox-attempts')).toBe('1');
    expect(first.requests[0]?.json).toMatchObject({ model: 'x/1' });
    expect(second.requests).toHaveLength(0);
    const [row] = await core.rows();
    expect(row).toMatchObject({
      id: response.headers.get('x-signalbox-request-id'),
      status: 200,
      inputTokens: 10,
      outputTokens: 5,
      cacheReadTokens: null,
    });
  });

  test('a target that fails before the first byte gives way to the next, after its own retries', async () => {
    await using first = await startUpstream(() => chatError(500, 'broken'));
    await using second = await startUpstream(answers('two'));
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', first.url), provider('b', 'openai-chat', second.url)],
      models: { smart: { targets: ['a/x', 'b/y'] } },
      routes: { default: 'smart' },
    });
    const response = await core.send(ask('m', { stream: true }));
    expect(await response.text()).toContain('two');
    expect(first.requests).toHaveLength(3);
    expect(response.headers.get('x-signalbox-target')).toBe('b/y');
    expect(response.headers.get('x-signalbox-attempts')).toBe('4');
  });

  test('an error event before the first block counts as a failure before the first byte', async () => {
    await using first = await startUpstream(() => ({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      pieces: [
        'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
      ],
    }));
    await using second = await startUpstream((request) => answerMessage(request, [text('two')]));
    await using core = await startTestCore({
      providers: [provider('a', 'anthropic', first.url), provider('b', 'anthropic', second.url)],
      models: { smart: { targets: ['a/x', 'b/y'] } },
      routes: { default: 'smart' },
    });
    expect(await (await core.send(ask('m', { stream: true }))).text()).toContain('two');
  });

  test('a request that is malformed is not sent elsewhere, and keeps its status', async () => {
    await using first = await startUpstream(() => chatError(400, 'messages.0: nonsense'));
    await using second = await startUpstream(answers('two'));
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', first.url), provider('b', 'openai-chat', second.url)],
      models: { smart: { targets: ['a/x', 'b/y'] } },
      routes: { default: 'smart' },
    });
    const response = await core.send(ask('m'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error', message: expect.stringContaining('nonsense') },
    });
    expect(second.requests).toHaveLength(0);
  });

  test('round-robin takes the targets in turn', async () => {
    await using upstream = await startUpstream(answers('hi'));
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', upstream.url)],
      models: { smart: { targets: ['a/x', 'a/y'], strategy: 'round-robin' } },
      routes: { default: 'smart' },
    });
    for (let count = 0; count < 4; count += 1) await (await core.send(ask('m'))).text();
    expect(upstream.requests.map(({ json }) => (json as { model: string }).model)).toEqual([
      'x',
      'y',
      'x',
      'y',
    ]);
  });
});

describe('keys', () => {
  const env = { KEY_ONE: 'sk-key-number-one', KEY_TWO: 'sk-key-number-two' };

  test('several keys share the load', async () => {
    await using upstream = await startUpstream(answers('hi'));
    await using core = await startTestCore(
      {
        providers: [provider('a', 'openai-chat', upstream.url, { keys: ['env:KEY_ONE', 'env:KEY_TWO'] })],
        routes: { default: 'a/x' },
      },
      { env },
    );
    for (let count = 0; count < 4; count += 1) await (await core.send(ask('m'))).text();
    expect(upstream.requests.map(({ headers }) => keyOf(headers))).toEqual([
      env.KEY_ONE,
      env.KEY_TWO,
      env.KEY_ONE,
      env.KEY_TWO,
    ]);
  });

  test('a refused key rests, and another one serves the same request', async () => {
    await using upstream = await startUpstream((request) =>
      keyOf(request.headers) === env.KEY_ONE
        ? chatError(401, `Incorrect API key provided: ${env.KEY_ONE}`)
        : answerChat(request, [says('hi')]),
    );
    await using core = await startTestCore(
      {
        providers: [provider('a', 'openai-chat', upstream.url, { keys: ['env:KEY_ONE', 'env:KEY_TWO'] })],
        routes: { default: 'a/x' },
      },
      { env },
    );
    for (let count = 0; count < 3; count += 1) expect((await core.send(ask('m'))).status).toBe(200);
    expect(upstream.requests.map(({ headers }) => keyOf(headers))).toEqual([
      env.KEY_ONE,
      env.KEY_TWO,
      env.KEY_TWO,
      env.KEY_TWO,
    ]);
  });

  test.for(['openai-chat', 'anthropic'])(
    'a key that the %s upstream echoes reaches neither the client nor ledger nor log',
    async (wire) => {
      await using upstream = await startUpstream(() =>
        wire === 'anthropic'
          ? messageError(401, 'authentication_error', `bad key ${env.KEY_ONE}`)
          : chatError(401, `bad key ${env.KEY_ONE}`),
      );
      await using core = await startTestCore(
        {
          providers: [provider('a', wire, upstream.url, { keys: ['env:KEY_ONE'] })],
          routes: { default: 'a/x' },
          logging: { level: 'trace' },
        },
        { env },
      );
      const response = await core.send(ask('m'));
      expect(response.status).toBe(401);
      const seen = [
        await response.text(),
        JSON.stringify([...response.headers]),
        JSON.stringify(await core.rows()),
        JSON.stringify(await core.call('status.get')),
        await core.log(),
      ];
      for (const place of seen) expect(place).not.toContain(env.KEY_ONE);
      expect(seen[0]).toContain('bad key');
    },
  );

  test('a provider whose keys are nowhere says so without being called', async () => {
    await using upstream = await startUpstream(answers('hi'));
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', upstream.url, { keys: ['keychain:nothing', 'env:NOTHING'] })],
      routes: { default: 'a/x' },
    });
    const response = await core.send(ask('m'));
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('keychain:nothing');
    expect(upstream.requests).toHaveLength(0);
    expect((await core.call('status.get')).providers).toEqual([{ id: 'a', state: 'no-key' }]);
  });
});

describe('retries', () => {
  test('Retry-After is honoured when it is short', async () => {
    await using upstream = await startUpstream((request, index) =>
      index === 0
        ? chatError(429, 'slow down', null, { 'retry-after': '1' })
        : answerChat(request, [says('hi')]),
    );
    await using core = await startTestCore({
      providers: [
        provider('a', 'openai-chat', upstream.url, { retry: { attempts: 2, baseMs: 1, maxMs: 2000 } }),
      ],
      routes: { default: 'a/x' },
    });
    const startedMs = Date.now();
    expect((await core.send(ask('m'))).status).toBe(200);
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(950);
  });

  test('a Retry-After longer than we wait goes to the client with the error', async () => {
    await using upstream = await startUpstream(() =>
      chatError(429, 'slow down', null, { 'retry-after': '60' }),
    );
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', upstream.url)],
      routes: { default: 'a/x' },
    });
    const response = await core.send(ask('m'));
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(upstream.requests).toHaveLength(1);
  });

  test('the breaker opens after so many failures, says so, and lets the provider be', async () => {
    await using upstream = await startUpstream(() => chatError(500, 'broken'));
    await using core = await startTestCore({
      providers: [
        provider('a', 'openai-chat', upstream.url, {
          retry: { attempts: 1 },
          breaker: { failures: 2, openMs: 60_000 },
        }),
      ],
      routes: { default: 'a/x' },
    });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await core.send(ask('m'))).status);
    expect(statuses).toEqual([500, 500, 503, 503]);
    expect(upstream.requests).toHaveLength(2);
    expect((await core.call('status.get')).providers[0]).toMatchObject({
      state: 'open',
      lastError: expect.stringContaining('broken'),
    });
  });

  test('the breaker closes again once the provider answers', async () => {
    await using upstream = await startUpstream((request, index) =>
      index < 1 ? chatError(500, 'broken') : answerChat(request, [says('hi')]),
    );
    await using core = await startTestCore({
      providers: [
        provider('a', 'openai-chat', upstream.url, {
          retry: { attempts: 1 },
          breaker: { failures: 1, openMs: 1 },
        }),
      ],
      routes: { default: 'a/x' },
    });
    expect((await core.send(ask('m'))).status).toBe(500);
    await expect.poll(async () => (await core.send(ask('m'))).status).toBe(200);
    expect((await core.call('status.get')).providers[0]).toEqual({ id: 'a', state: 'ok' });
  });
});

describe('limits', () => {
  test('a provider at its own rate limit gives way, and says so when it is the last', async () => {
    await using upstream = await startUpstream(answers('hi'));
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', upstream.url, { limits: { requestsPerMinute: 1 } })],
      routes: { default: 'a/x' },
    });
    expect((await core.send(ask('m'))).status).toBe(200);
    const response = await core.send(ask('m'));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('no more requests run at once than a provider may have', async () => {
    let running = 0;
    let most = 0;
    await using upstream = await startUpstream(async (request) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      return answerChat(request, [says('hi')]);
    });
    await using core = await startTestCore({
      providers: [provider('a', 'openai-chat', upstream.url, { limits: { concurrent: 2 } })],
      routes: { default: 'a/x' },
    });
    const statuses = await Promise.all(
      Array.from({ length: 6 }, async () => (await core.send(ask('m', { stream: true }))).text()),
    );
    expect(statuses).toHaveLength(6);
    expect(most).toBe(2);
  });
});
