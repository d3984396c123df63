import { describe, expect, test } from 'vitest';
import { createTokens } from '../../../src-main/core/http/tokens.ts';
import { asClient, clientToken, adminToken, runServer } from './running-server.ts';

const settings = {
  clients: [
    { id: 'claude-code', token: 'one' },
    { id: 'cursor', token: 'two' },
    { id: 'unset', token: '' },
  ],
  admin: 'admin',
  requireToken: true,
};
const tokens = createTokens(settings);

describe("a client's token", () => {
  test.each([
    ['Authorization', { authorization: 'Bearer one' }, 'claude-code', false],
    ['Authorization in lower case', { authorization: 'bearer one' }, 'claude-code', false],
    ['x-api-key', { 'x-api-key': 'two' }, 'cursor', false],
    ['x-signalbox-token', { 'x-signalbox-token': 'two' }, 'cursor', true],
    [
      'x-signalbox-token beside a login',
      { 'x-signalbox-token': 'one', authorization: 'Bearer sk-own' },
      'claude-code',
      true,
    ],
    [
      'x-api-key beside a login',
      { 'x-api-key': 'one', authorization: 'Bearer sk-own' },
      'claude-code',
      false,
    ],
    [
      'Authorization beside a foreign key',
      { 'x-api-key': 'sk-own', authorization: 'Bearer one' },
      'claude-code',
      false,
    ],
    [
      'two places, so that one would reach the provider',
      { 'x-signalbox-token': 'one', 'x-api-key': 'two' },
      'claude-code',
      false,
    ],
    [
      'Authorization beside a wrong x-signalbox-token',
      { 'x-signalbox-token': 'no', authorization: 'Bearer one' },
      'claude-code',
      false,
    ],
  ])('is taken from %s', (_where, headers, client, mayForwardCredentials) => {
    expect(tokens.client(headers)).toEqual({ client, mayForwardCredentials });
  });

  test.each([
    ['nothing', {}],
    ['a wrong one', { authorization: 'Bearer three' }],
    ['another scheme', { authorization: 'Basic one' }],
    ['an empty one', { 'x-api-key': '' }],
    ['the admin token', { authorization: 'Bearer admin' }],
    ['the beginning of one', { 'x-api-key': 'on' }],
  ])('is not %s', (_what, headers) => {
    expect(tokens.client(headers)).toBeUndefined();
  });

  test('need not be shown where none is required, and is known where it is', () => {
    const open = createTokens({ ...settings, requireToken: false });
    expect(open.client({ authorization: 'Bearer three' })).toEqual({
      client: null,
      mayForwardCredentials: false,
    });
    expect(open.client({ 'x-signalbox-token': 'two' })).toEqual({
      client: 'cursor',
      mayForwardCredentials: true,
    });
  });
});

describe('the admin token', () => {
  const cookie = () => tokens.sessionCookie('admin')?.split(';')[0] ?? '';

  test('is taken as Bearer', () => {
    expect(tokens.isAdmin({ authorization: 'Bearer admin' })).toBe(true);
    expect(tokens.isAdmin({ authorization: 'Bearer one' })).toBe(false);
    expect(tokens.isAdmin({ 'x-api-key': 'admin' })).toBe(false);
    expect(tokens.isAdmin({})).toBe(false);
  });

  test('gives a cookie that stands for it among others', () => {
    expect(tokens.isAdmin({ cookie: `theme=dark; ${cookie()}; other=1` })).toBe(true);
    expect(tokens.isAdmin({ cookie: `theme=dark; ${cookie()}x` })).toBe(false);
  });

  test('is not in its cookie, which scripts and other sites cannot have', () => {
    expect(tokens.sessionCookie('admin')).toMatch(
      /^signalbox-[\w-]+=[\w-]+; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect(cookie().split('=')[1]).not.toContain('admin');
  });

  test('gives no cookie when it is wrong, and none of another server', () => {
    expect(tokens.sessionCookie('wrong')).toBeUndefined();
    const other = createTokens({ ...settings, admin: 'other' });
    expect(other.isAdmin({ cookie: cookie() })).toBe(false);
    expect(other.sessionCookie('other')?.split('=')[0]).not.toBe(cookie().split('=')[0]);
  });

  test('that is empty lets nobody in', () => {
    const unset = createTokens({ ...settings, admin: '' });
    expect(unset.sessionCookie('')).toBeUndefined();
    expect(unset.isAdmin({ authorization: 'Bearer ' })).toBe(false);
    expect(unset.isAdmin({ cookie: createTokens(settings).sessionCookie('admin') ?? '' })).toBe(false);
  });
});

describe('over the wire', () => {
  test('a client without its token gets 401 in its shape', async () => {
    const { call, exchanged } = await runServer();
    const answer = await call('/v1/messages', { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'error', error: { type: 'authentication_error' } });
    expect(exchanged).toEqual([]);
  });

  test('the exchange learns who asks and whether credentials may go on', async () => {
    const { call, exchanged } = await runServer();
    await call('/v1/messages', { method: 'POST', headers: { 'x-signalbox-token': clientToken }, body: '{}' });
    await call('/v1/messages?beta=true', { method: 'POST', headers: asClient, body: '{"a": 1}' });
    expect(exchanged).toMatchObject([
      { client: 'claude-code', mayForwardCredentials: true, query: '' },
      {
        client: 'claude-code',
        mayForwardCredentials: false,
        query: '?beta=true',
        body: Buffer.from('{"a": 1}'),
      },
    ]);
  });

  test("a client's token does not open the operations", async () => {
    const { call } = await runServer();
    const headers = { ...asClient, 'content-type': 'application/json' };
    const answer = await call('/api/status.get', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'authentication' } });
    expect((await call('/api/events', { headers: asClient })).status).toBe(401);
  });

  test('the link with the token leaves a cookie, and the token leaves the address', async () => {
    const { call } = await runServer();
    const link = await call(`/admin?view=routes&token=${adminToken}&x=1`);
    expect(link.status).toBe(303);
    expect(link.headers.location).toBe('/admin?view=routes&x=1');
    const cookie = link.headers['set-cookie']?.[0]?.split(';')[0];
    const headers = { cookie, 'content-type': 'application/json' };
    expect((await call('/api/status.get', { method: 'POST', headers, body: '{}' })).status).toBe(200);
  });

  test('a link with a wrong token leads to the page without a cookie', async () => {
    const { call } = await runServer();
    const link = await call('/?token=wrong');
    expect(link.headers).toMatchObject({ location: '/' });
    expect(link.headers['set-cookie']).toBeUndefined();
  });
});
