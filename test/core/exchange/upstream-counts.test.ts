import { describe, expect, test, vi } from 'vitest';
import { prepareCount } from '../../../src-main/core/exchange/prepare-count.ts';
import { resolveProvider } from '../../../src-main/core/providers/resolve.ts';
import { configSchema } from '../../../src-main/contract/config.ts';
import { ask, clientToken, startTestCore, type TestCore } from '../../support/core.ts';
import { answerMessage, messageError, text } from '../../upstream/anthropic.ts';
import {
  json,
  startUpstream,
  type Answer,
  type RecordedRequest,
  type Script,
} from '../../upstream/scripted.ts';

const env = { KEY: 'sk-ant-key-of-the-test' };
const config = (baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', preset: 'anthropic', baseUrl, keys: ['env:KEY'], ...more }],
  routes: { default: 'a/claude-opus-5-5' },
});

const isCount = ({ url }: RecordedRequest): boolean => url.startsWith('/v1/messages/count_tokens');

/** Answers messages, and counts as given. */
const counting =
  (counts: (request: RecordedRequest) => Answer | Promise<Answer>): Script =>
  (request) =>
    isCount(request) ? counts(request) : answerMessage(request, [text('hi')]);

async function count(core: TestCore, body: object, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${core.address}/v1/messages/count_tokens?beta=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${clientToken}`, ...headers },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  const { input_tokens } = (await response.json()) as { input_tokens: number };
  return input_tokens;
}

const asking = (content: string): object => ({
  model: 'claude-opus-5-5[1m]',
  messages: [{ role: 'user', content }],
});

/** What is counted here, of "hello" and of the like. */
const locally = (tokens: number): boolean => tokens < 30;

describe("Anthropic's own counter", () => {
  test('answers with its own number, asked with the bytes and headers that a message would have', async () => {
    await using upstream = await startUpstream(counting(() => json({ input_tokens: 4242 })));
    await using core = await startTestCore(config(upstream.url), { env });
    const body = asking('hello');
    expect(await count(core, body, { 'anthropic-beta': 'context-1m-2025-08-07' })).toBe(4242);
    const [asked] = upstream.requests;
    expect(asked).toMatchObject({
      method: 'POST',
      url: '/v1/messages/count_tokens?beta=true',
      headers: {
        'x-api-key': env.KEY,
        'anthropic-version': '2023-06-01',
        'anthropic-beta': 'context-1m-2025-08-07',
      },
    });
    expect(asked?.bytes.toString()).toBe(
      JSON.stringify(body).replace('claude-opus-5-5[1m]', 'claude-opus-5-5'),
    );
    expect(asked?.headers.authorization).toBeUndefined();
  });

  test("is asked with the client's own login where that is forwarded", async () => {
    await using upstream = await startUpstream(counting(() => json({ input_tokens: 4242 })));
    await using core = await startTestCore(config(upstream.url, { keys: [] }));
    const headers = { authorization: 'Bearer own-login', 'x-signalbox-token': clientToken };
    expect(await count(core, asking('hello'), headers)).toBe(4242);
    expect(upstream.requests[0]?.headers.authorization).toBe('Bearer own-login');
  });

  test('that is slow is answered for by the local count, and left alone', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<Answer>();
    await using upstream = await startUpstream(counting(() => held));
    await using core = await startTestCore(config(upstream.url), { env, upstreamCountMs: 30 });
    expect(await count(core, asking('hello'))).toSatisfy(locally);
    await vi.waitFor(async () => expect(await upstream.requests[0]?.ended).toBe('cut'));
    expect(await count(core, asking('hello again'))).toSatisfy(locally);
    expect(upstream.requests).toHaveLength(1);
    release(json({}));
  });

  test.each([
    ['fails', () => messageError(500, 'api_error', 'broken')],
    ['throttles', () => messageError(429, 'rate_limit_error', 'slow down', { 'retry-after': '1' })],
    ['refuses the key', () => messageError(401, 'authentication_error', 'invalid x-api-key')],
    ['answers with something else', () => json({ input_tokens: 'many' })],
    ['answers with a page', () => ({ status: 200, headers: {}, pieces: ['<html>'] })],
  ])('that %s is asked once, and costs neither key nor breaker', async (_, answer) => {
    await using upstream = await startUpstream(counting(answer));
    const strict = { breaker: { failures: 1, openMs: 60_000 }, retry: { attempts: 1 } };
    await using core = await startTestCore(config(upstream.url, strict), { env });
    expect(await count(core, asking('hello'))).toSatisfy(locally);
    expect(await count(core, asking('hello again'))).toSatisfy(locally);
    expect(upstream.requests).toHaveLength(1);
    const response = await core.send(ask('m'));
    expect(response.status).toBe(200);
    expect(response.headers.get('x-signalbox-attempts')).toBe('1');
    expect((await core.call('status.get')).providers).toMatchObject([{ state: 'ok' }]);
  });

  test('that finds one body wrong is asked for the next one', async () => {
    await using upstream = await startUpstream(
      counting(({ bytes }) =>
        bytes.includes('wrong')
          ? messageError(400, 'invalid_request_error', 'no')
          : json({ input_tokens: 4242 }),
      ),
    );
    await using core = await startTestCore(config(upstream.url), { env });
    expect(await count(core, asking('wrong'))).toSatisfy(locally);
    expect(await count(core, asking('right'))).toBe(4242);
  });

  test('is not asked with a key that rests', async () => {
    await using upstream = await startUpstream((request) =>
      isCount(request) ? json({ input_tokens: 4242 }) : messageError(429, 'rate_limit_error', 'slow down'),
    );
    await using core = await startTestCore(config(upstream.url, { retry: { attempts: 1 } }), { env });
    expect((await core.send(ask('m'))).status).toBe(429);
    expect(await count(core, asking('hello'))).toSatisfy(locally);
    expect(upstream.requests.filter(isCount)).toEqual([]);
  });

  test('is not asked without a key', async () => {
    await using upstream = await startUpstream(counting(() => json({ input_tokens: 4242 })));
    await using core = await startTestCore(config(upstream.url));
    expect(await count(core, asking('hello'))).toSatisfy(locally);
    expect(upstream.requests).toEqual([]);
  });

  test('is asked once for equal bodies, and for at most six others at the same time', async () => {
    let running = 0;
    let most = 0;
    await using upstream = await startUpstream(
      counting(async ({ bytes }) => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return json({ input_tokens: 1000 + bytes.length });
      }),
    );
    await using core = await startTestCore(config(upstream.url), { env, upstreamCountMs: 15_000 });
    const equal = await Promise.all(Array.from({ length: 30 }, async () => count(core, asking('equal'))));
    expect(new Set(equal).size).toBe(1);
    expect(upstream.requests).toHaveLength(1);
    const others = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => count(core, asking('x'.repeat(index)))),
    );
    expect(new Set(others).size).toBe(40);
    expect(most).toBeLessThanOrEqual(6);
  });

  test('teaches the local count, which stands in for it later', async () => {
    let isWell = true;
    const words = (seed: number): string =>
      Array.from({ length: 3_000 }, (_, index) => `word${(index * seed) % 97}`).join(' ');
    const tokensOf = (bytes: Buffer): number => Math.round(bytes.length / 2);
    await using upstream = await startUpstream(
      counting(({ bytes }) =>
        isWell ? json({ input_tokens: tokensOf(bytes) }) : messageError(500, 'api_error', 'broken'),
      ),
    );
    await using core = await startTestCore(config(upstream.url), {
      env,
      upstreamCountMs: 15_000,
      countMs: 15_000,
    });
    for (let seed = 1; seed <= 5; seed += 1) await count(core, asking(words(seed)));
    isWell = false;
    const expected = tokensOf(Buffer.from(JSON.stringify(asking(words(7)))));
    await vi.waitFor(
      async () => {
        expect(Math.abs((await count(core, asking(words(7)))) / expected - 1)).toBeLessThan(0.05);
      },
      { timeout: 15_000 },
    );
  });

  test('is asked with what the transforms of its provider leave of the body', async () => {
    await using upstream = await startUpstream(counting(() => json({ input_tokens: 4242 })));
    const transforms = [{ kind: 'regex', pattern: 'secret', replace: 'word' }];
    await using core = await startTestCore(config(upstream.url, { transforms }), { env });
    expect(await count(core, asking('a secret'))).toBe(4242);
    expect(upstream.requests[0]?.json).toMatchObject({ messages: [{ content: 'a word' }] });
  });

  test('is not asked by an endpoint that only speaks like it', async () => {
    await using upstream = await startUpstream(counting(() => json({ input_tokens: 4242 })));
    await using core = await startTestCore(config(upstream.url, { preset: 'anthropic-compatible' }), { env });
    expect(await count(core, asking('hello'))).toSatisfy(locally);
    expect(upstream.requests).toEqual([]);
  });
});

test('on Vertex AI the path is the same for all models, and the body names the model', () => {
  const { providers } = configSchema.parse({
    providers: [{ id: 'v', preset: 'vertex-anthropic', projectId: 'p', location: 'us-east5' }],
    routes: { default: 'v/claude' },
  });
  const [entry] = providers;
  if (entry === undefined) throw new Error('the config holds one provider');
  const body = Buffer.from('{"messages":[],"model":"claude-opus-5-5"}');
  const incoming = {
    protocol: 'anthropic',
    body,
    headers: {},
    query: '?beta=true',
    client: null,
    mayForwardCredentials: false,
  } as const;
  const decision = {
    route: 'default',
    reason: '',
    use: '',
    targets: [],
    strategy: 'priority',
    removeTag: null,
  } as const;
  const request = { model: 'claude-opus-5-5', messages: [] };
  const destination = { provider: resolveProvider(entry), transforms: undefined };
  const call = prepareCount({ incoming, decision }, request, destination, 'claude-opus-5-5@2026');
  expect(call?.path).toBe('/publishers/anthropic/models/count-tokens:rawPredict');
  expect(JSON.parse(String(call?.body))).toEqual({
    anthropic_version: 'vertex-2023-10-16',
    model: 'claude-opus-5-5@2026',
    messages: [],
  });
});
