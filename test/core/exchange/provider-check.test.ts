import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { chatError } from '../../upstream/openai-chat.ts';
import { json, startUpstream } from '../../upstream/scripted.ts';
import { startTestCore } from '../../support/core.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { isOpensslThere, selfSigned } from '../../support/self-signed.ts';

const env = { KEY: 'sk-key-of-the-test' };
const config = (baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', preset: 'openai', baseUrl, keys: ['env:KEY'], ...more }],
  routes: { default: 'a/x' },
});

test('a provider that answers is ok, with its models and how long it took', async () => {
  await using upstream = await startUpstream(() =>
    json({ object: 'list', data: [{ id: 'gpt-6-sol' }, { id: 'gpt-6' }] }),
  );
  await using core = await startTestCore(config(`${upstream.url}/v1`), { env });
  expect(await core.call('providers.test', { id: 'a' })).toEqual({
    ok: true,
    latencyMs: expect.any(Number),
    models: ['gpt-6-sol', 'gpt-6'],
  });
  expect(upstream.requests[0]).toMatchObject({
    method: 'GET',
    url: '/v1/models',
    headers: { authorization: `Bearer ${env.KEY}` },
  });
});

test('a refused key is told from everything else', async () => {
  await using upstream = await startUpstream(() => chatError(401, `Incorrect API key provided: ${env.KEY}`));
  await using core = await startTestCore(config(upstream.url), { env });
  const { ok, error } = await core.call('providers.test', { id: 'a' });
  expect({ ok, code: error?.code }).toEqual({ ok: false, code: 'key-refused' });
  expect(error?.message).not.toContain(env.KEY);
});

test('OpenRouter lists its models to anyone, so its key is checked where only a key may look', async () => {
  await using upstream = await startUpstream((request) =>
    request.url === '/api/v1/key' ? chatError(401, 'No auth') : json({ data: [] }),
  );
  await using core = await startTestCore(config(`${upstream.url}/api/v1`, { preset: 'openrouter' }), { env });
  expect((await core.call('providers.test', { id: 'a' })).error?.code).toBe('key-refused');
});

test('an unknown host', async () => {
  await using core = await startTestCore(config('http://nowhere.invalid/v1'), { env });
  expect((await core.call('providers.test', { id: 'a' })).error).toMatchObject({
    code: 'unknown-host',
    message: expect.stringContaining('nowhere.invalid'),
  });
});

test('a wrong path, also where a web page answers it', async () => {
  await using missing = await startUpstream(() => ({
    status: 404,
    headers: {},
    pieces: ['<h1>Not found</h1>'],
  }));
  await using page = await startUpstream(() => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    pieces: ['<h1>Welcome</h1>'],
  }));
  for (const { url } of [missing, page]) {
    await using core = await startTestCore(config(url), { env });
    expect((await core.call('providers.test', { id: 'a' })).error?.code).toBe('wrong-path');
  }
});

test.runIf(isOpensslThere)('a bad certificate, which tls.verify and tls.caFile mend', async () => {
  const { key, certificate, certificateFile } = await selfSigned();
  const server = createServer({ key, cert: certificate }, (_, response) => response.end('{"data":[]}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  try {
    const codes = [];
    for (const tls of [{}, { verify: false }, { caFile: certificateFile }]) {
      await using core = await startTestCore(config(url, { tls }), { env });
      codes.push((await core.call('providers.test', { id: 'a' })).error?.code ?? 'ok');
    }
    expect(codes).toEqual(['bad-certificate', 'ok', 'ok']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('nobody listens, no key, and no such provider', async () => {
  const gone = await startUpstream(() => json({}));
  await gone[Symbol.asyncDispose]();
  await using core = await startTestCore(config(gone.url), { env });
  expect((await core.call('providers.test', { id: 'a' })).error?.code).toBe('connection-refused');
  await using keyless = await startTestCore(config(gone.url));
  expect((await keyless.call('providers.test', { id: 'a' })).error?.code).toBe('no-key');
  expect(await core.call('providers.test', { id: 'b' })).toMatchObject({ error: { code: 'not-found' } });
});

test('header rules hold for the check as for any call', async () => {
  await using upstream = await startUpstream(() => json({ data: [] }));
  const headers = { add: { 'x-team': 'a' }, force: { 'user-agent': 'me' } };
  await using core = await startTestCore(config(upstream.url, { headers }), { env });
  expect((await core.call('providers.test', { id: 'a' })).ok).toBe(true);
  expect(upstream.requests[0]?.headers).toMatchObject({
    'x-team': 'a',
    'user-agent': 'me',
    authorization: `Bearer ${env.KEY}`,
  });
});

test('a redirect is not followed, and points at the baseUrl', async () => {
  await using elsewhere = await startUpstream(() => json({ data: [] }));
  await using upstream = await startUpstream(() => ({
    status: 301,
    headers: { location: elsewhere.url },
    pieces: [],
  }));
  await using core = await startTestCore(config(upstream.url), { env });
  expect((await core.call('providers.test', { id: 'a' })).error).toMatchObject({
    code: 'wrong-path',
    message: expect.stringContaining('baseUrl'),
  });
  expect(elsewhere.requests).toHaveLength(0);
});

test('a provider that is not configured is tested with a key that is not kept', async () => {
  await using upstream = await startUpstream(({ headers }) =>
    headers.authorization === 'Bearer sk-to-be-tried'
      ? json({ data: [{ id: 'gpt-6' }] })
      : chatError(401, 'No'),
  );
  const secrets = memorySecrets();
  await using core = await startTestCore(config('http://nowhere.invalid'), { env, secrets });
  const provider = { id: 'b', preset: 'openai', baseUrl: `${upstream.url}/v1` };
  expect(await core.call('providers.try', { provider, key: ' sk-to-be-tried\n' })).toEqual({
    ok: true,
    latencyMs: expect.any(Number),
    models: ['gpt-6'],
  });
  const refused = await core.call('providers.try', { provider, key: 'sk-another' });
  expect(refused.error?.code).toBe('key-refused');
  expect((await core.call('providers.try', { provider: { ...provider, keys: ['env:KEY'] } })).ok).toBe(false);

  expect((await core.call('config.get')).providers.map(({ id }) => id)).toEqual(['a']);
  expect(secrets.values.has('b')).toBe(false);
  expect(await core.log()).not.toContain('sk-to-be-tried');
});

test('an entry that a config would be refused for is refused, at its field', async () => {
  await using core = await startTestCore(config('http://nowhere.invalid'), { env });
  const provider = { id: 'b', preset: 'openai', baseUrl: 'ftp://x', tls: { caFile: '/not/there' } };
  expect(await core.call('providers.try', { provider, key: 'sk-to-be-tried' })).toEqual({
    error: {
      code: 'invalid-config',
      message: expect.stringMatching(/config\.json: providers\[0\]\.baseUrl: a baseUrl begins with/),
    },
  });
});
