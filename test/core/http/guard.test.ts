import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../src-main/core/errors.ts';
import { checkAddress } from '../../../src-main/core/http/guard.ts';
import { asAdmin, asClient, runServer } from './running-server.ts';

const refused = (
  host: string | undefined,
  origin: string | undefined,
  bound: string,
  allowed: readonly string[] = [],
) => {
  try {
    checkAddress(
      { ...(host !== undefined && { host }), ...(origin !== undefined && { origin }) },
      bound,
      allowed,
    );
    return false;
  } catch (error) {
    return error instanceof RequestError && error.status === 403;
  }
};

describe('Host', () => {
  test.each([
    ['localhost', '127.0.0.1'],
    ['localhost:4000', '127.0.0.1'],
    ['LOCALHOST:9999', '127.0.0.1'],
    ['127.0.0.1:4000', 'localhost'],
    ['127.1.2.3', '127.0.0.1'],
    ['[::1]:4000', '127.0.0.1'],
    ['router.lan:4000', 'router.lan'],
    ['router.lan', 'Router.LAN'],
    ['192.168.1.5:4000', '0.0.0.0'],
    ['[fe80::1]:4000', '::'],
    ['[fd00::5]', 'fd00::5'],
    ['localhost:4000', '0.0.0.0'],
  ])('%s is ours when bound to %s', (host, bound) => {
    expect(refused(host, undefined, bound)).toBe(false);
  });

  test.each([
    ['evil.example', '127.0.0.1'],
    ['evil.example:4000', '0.0.0.0'],
    ['localhost.evil.example', '127.0.0.1'],
    ['127.0.0.1.evil.example', '127.0.0.1'],
    ['sub.localhost', '127.0.0.1'],
    ['192.168.1.5:4000', '127.0.0.1'],
    ['10.0.0.1', 'localhost'],
    ['localhost@evil.example', '127.0.0.1'],
    ['evil.example#localhost', '0.0.0.0'],
    ['localhost/evil', '127.0.0.1'],
    ['localhost:99999', '127.0.0.1'],
    ['', '127.0.0.1'],
    [undefined, '127.0.0.1'],
  ])('%s is foreign when bound to %s', (host, bound) => {
    expect(refused(host, undefined, bound)).toBe(true);
  });
});

describe('Origin', () => {
  test.each([
    ['http://127.0.0.1:4000', false],
    ['http://127.0.0.1:3000', true],
    ['http://127.0.0.1', true],
    ['https://127.0.0.1:4000', true],
    ['http://localhost:4000', true],
    ['http://evil.example', true],
    ['null', true],
    ['', true],
  ])('%s for http://127.0.0.1:4000 is refused: %s', (origin, expected) => {
    expect(refused('127.0.0.1:4000', origin, '127.0.0.1')).toBe(expected);
  });
});

describe('a name in server.allowedHosts', () => {
  const allowed = ['signalbox', 'Router.lan'];

  test.each(['signalbox:4000', 'signalbox', 'router.lan:4000', 'ROUTER.LAN'])('%s is ours', (host) => {
    expect(refused(host, undefined, '0.0.0.0', allowed)).toBe(false);
    expect(refused(host, `http://${host.toLowerCase()}`, '0.0.0.0', allowed)).toBe(false);
  });

  test('may be behind a proxy that speaks TLS', () => {
    expect(refused('router.lan', 'https://router.lan', '127.0.0.1', allowed)).toBe(false);
    expect(refused('127.0.0.1', 'https://127.0.0.1', '127.0.0.1', allowed)).toBe(true);
  });

  test.each(['signalbox.evil.example', 'evil.signalbox', 'lan', 'evil.example'])(
    'does not make %s ours',
    (host) => {
      expect(refused(host, undefined, '0.0.0.0', allowed)).toBe(true);
      expect(refused('signalbox', `https://${host}`, '0.0.0.0', allowed)).toBe(true);
    },
  );
});

describe('a foreign address', () => {
  const foreign = { host: 'evil.example' };

  test('is refused before tokens are looked at', async () => {
    const { call, exchanged } = await runServer();
    const answer = await call('/v1/messages', {
      method: 'POST',
      headers: { ...foreign, ...asClient },
      body: '{}',
    });
    expect(answer.status).toBe(403);
    expect(exchanged).toEqual([]);
  });

  test('hears so in the shape of its protocol', async () => {
    const { call } = await runServer();
    const anthropic = await call('/v1/messages', { method: 'POST', headers: foreign });
    expect(JSON.parse(anthropic.body)).toMatchObject({ type: 'error', error: { type: 'permission_error' } });
    const openai = await call('/v1/models', { headers: foreign });
    expect(JSON.parse(openai.body)).toMatchObject({ error: { type: 'permission_error', param: null } });
    const api = await call('/api/status.get', { method: 'POST', headers: { ...foreign, ...asAdmin } });
    expect(JSON.parse(api.body)).toMatchObject({ error: { code: 'permission' } });
  });

  test.each(['/v1/chat/completions', '/v1/completions', '/v1/responses'])(
    "hears it in OpenAI's shape at %s",
    async (path) => {
      const { call } = await runServer();
      const { status, body } = await call(path, { method: 'POST', headers: foreign });
      expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
        status: 403,
        body: { error: { type: 'permission_error', param: null, message: expect.any(String) } },
      });
    },
  );

  test.each(['/', '/health', '/api/hello', '/api/events', '/nowhere'])(
    'is refused at %s too',
    async (path) => {
      const { call } = await runServer();
      expect((await call(path, { headers: foreign })).status).toBe(403);
      expect((await call(path, { headers: { origin: 'null' } })).status).toBe(403);
      expect(
        (await call(path, { method: 'OPTIONS', headers: { origin: 'http://evil.example' } })).status,
      ).toBe(403);
    },
  );
});
