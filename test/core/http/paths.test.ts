import { describe, expect, test } from 'vitest';
import { asAdmin, asClient, runServer } from './running-server.ts';

describe('alive', () => {
  test.each(['/health', '/api/hello'])('%s answers GET and HEAD without a token', async (path) => {
    const { call } = await runServer();
    const got = await call(path);
    expect(got.status).toBe(200);
    expect(JSON.parse(got.body)).toEqual({ name: 'signalbox', status: 'ok' });
    expect(await call(path, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
});

describe('methods', () => {
  test.each([
    ['/v1/messages', 'POST, OPTIONS'],
    ['/v1/models', 'GET, HEAD, OPTIONS'],
    ['/v1/models/demo/large', 'GET, HEAD, OPTIONS'],
    ['/health', 'GET, HEAD, OPTIONS'],
    ['/api/events', 'GET, HEAD, OPTIONS'],
    ['/metrics', 'GET, HEAD, OPTIONS'],
    ['/api/status.get', 'POST, OPTIONS'],
    ['/', 'GET, HEAD, OPTIONS'],
  ])('%s says that it takes %s', async (path, allow) => {
    const { call, address } = await runServer();
    const options = await call(path, {
      method: 'OPTIONS',
      headers: { host: new URL(address).host, origin: address },
    });
    expect(options).toMatchObject({ status: 204, body: '', headers: { allow } });
    const wrong = await call(path, { method: 'DELETE' });
    expect(wrong).toMatchObject({ status: 405, headers: { allow } });
  });

  test('that are wrong are said in the shape of the client', async () => {
    const { call } = await runServer();
    const anthropic = await call('/v1/messages');
    expect(JSON.parse(anthropic.body)).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error' },
    });
    const api = await call('/api/status.get');
    expect(JSON.parse(api.body)).toMatchObject({ error: { code: 'invalid-request' } });
  });
});

describe('unknown paths', () => {
  test.each(['/v1/nothing', '/v1/messages/nothing?beta=true'])(
    '%s is 404 in the shape of Anthropic for its clients',
    async (path) => {
      const { call } = await runServer();
      const headers = { ...asClient, 'anthropic-version': '2023-06-01' };
      const answer = await call(path, { method: 'POST', headers, body: '{}' });
      expect(answer.status).toBe(404);
      const body: unknown = JSON.parse(answer.body);
      expect(body).toMatchObject({ type: 'error', error: { type: 'not_found_error' } });
      expect(body).toHaveProperty('request_id', answer.headers['x-signalbox-request-id']);
      expect(body).toHaveProperty('request_id', answer.headers['request-id']);
    },
  );

  test('elsewhere are 404 in our own shape', async () => {
    const { call } = await runServer();
    for (const path of ['/nothing', '/api/a/b', '/assets/none.js']) {
      const answer = await call(path);
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'not-found' } });
    }
  });

  test('that are badly encoded are a bad request', async () => {
    const { call, logged } = await runServer();
    expect((await call('/v1/models/%E0%A4%A', { headers: asClient })).status).toBe(400);
    expect((await call('/api/%zz', { method: 'POST', headers: asAdmin })).status).toBe(400);
    expect(logged.join('')).not.toContain('unexpected');
  });
});

describe('operations over the wire', () => {
  test('take JSON and answer JSON that nobody keeps', async () => {
    const { call } = await runServer();
    const headers = { ...asAdmin, 'content-type': 'application/json; charset=utf-8' };
    const answer = await call('/api/status.get', { method: 'POST', headers, body: '{}' });
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(answer.headers.etag).toBeUndefined();
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(JSON.parse(answer.body)).toMatchObject({ version: '1.2.3' });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
    'refuse the content type %s',
    async (type) => {
      const { call } = await runServer();
      const headers = { ...asAdmin, ...(type !== undefined && { 'content-type': type }) };
      expect((await call('/api/status.get', { method: 'POST', headers, body: '{}' })).status).toBe(415);
    },
  );

  test.each(['', '{', 'nothing'])('refuse the body %j', async (body) => {
    const { call } = await runServer();
    const headers = { ...asAdmin, 'content-type': 'application/json' };
    const answer = await call('/api/status.get', { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'invalid-request' } });
  });

  test('answer failures with their status and code', async () => {
    const { operate } = await runServer();
    expect(await operate('models.guess', {})).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    });
    expect(await operate('config.set', { config: {} })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-config' } },
    });
  });

  test('never say a key, not even when the keychain does', async () => {
    const { operate, context, logged } = await runServer();
    context.secrets.set = (_name, value) => Promise.reject(new Error(`cannot store ${value}`));
    const answer = await operate('keys.set', { name: 'openrouter', value: 'sk-secret' });
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal' } } });
    expect(logged.join('')).toContain('cannot store ***');
    expect(JSON.stringify(answer) + logged.join('')).not.toContain('sk-secret');
  });
});

describe('an error that nobody foresaw', () => {
  test('is 500 in the shape of the client, without what it said', async () => {
    const { call, logged, context } = await runServer();
    context.upstreams.knownModels = () => {
      throw new TypeError('inner detail');
    };
    const answer = await call('/v1/models', { headers: { ...asClient, 'anthropic-version': '2023-06-01' } });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'error', error: { type: 'api_error' } });
    expect(answer.body).not.toContain('inner detail');
    expect(logged.join('')).toContain('inner detail');
  });

  test('breaks off an answer that has begun', async () => {
    const { call } = await runServer({
      answer: (_incoming, response) => {
        response.write('half');
        return Promise.reject(new Error('broken'));
      },
    });
    const answer = call('/v1/messages', { method: 'POST', headers: asClient, body: '{}' });
    expect(await answer.catch((error: unknown) => error)).toHaveProperty('code', 'ECONNRESET');
  });
});
