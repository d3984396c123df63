import { expect, test } from 'vitest';
import { KeychainUnavailableError } from '../../../src-main/core/secrets/secret-store.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { adminToken, ask, startTestCore, type TestCore } from '../../support/core.ts';

const config = {
  providers: [{ id: 'demo', wire: 'demo' }],
  routes: { default: 'demo/demo' },
  clients: [
    { id: 'claude-code', token: 'keychain:client/claude-code' },
    { id: 'cursor', token: 'keychain:client/cursor' },
    { id: 'codex', token: 'env:CODEX_TOKEN' },
  ],
};

async function statusWith(core: TestCore, token: string): Promise<number> {
  return (await core.send(ask('m'), { headers: { authorization: `Bearer ${token}` } })).status;
}

test('a client gets a new token, told once, in force at once, and the one before is refused', async () => {
  const secrets = memorySecrets();
  await using core = await startTestCore(config, { secrets });
  const before = secrets.values.get('client/cursor') ?? '';
  expect(await statusWith(core, before)).toBe(200);

  const { token } = await core.call('clients.rotate', { id: 'cursor' });
  expect(await statusWith(core, token)).toBe(200);
  expect(await statusWith(core, before)).toBe(401);
  expect((await core.rows())[0]?.client).toBe('cursor');
  expect(JSON.stringify(await core.call('config.get'))).not.toContain(token);
  expect(await core.log()).not.toContain(token);
});

test('a token that stands elsewhere is changed there', async () => {
  await using core = await startTestCore(config, { env: { CODEX_TOKEN: 'a-token-of-codex' } });
  const refused = async (id: string) => core.call('clients.rotate', { id });
  expect(await refused('codex')).toMatchObject({
    error: { message: expect.stringContaining('variable CODEX_TOKEN') },
  });
  expect(await refused('claude-code')).toMatchObject({
    error: { message: expect.stringContaining('SIGNALBOX_TOKEN') },
  });
  expect(await refused('nobody')).toMatchObject({ error: { code: 'not-found' } });
});

test('where no keychain is, no token is made that would be gone', async () => {
  const refuse = async () => Promise.reject(new KeychainUnavailableError('none here'));
  await using core = await startTestCore(config, {
    secrets: { get: refuse, set: refuse, remove: refuse },
  });
  expect(await core.call('clients.rotate', { id: 'cursor' })).toMatchObject({
    error: { code: 'keychain-unavailable' },
  });
});

test('the token of a client does not open the operations', async () => {
  await using core = await startTestCore(config);
  const { token } = await core.call('clients.rotate', { id: 'cursor' });
  const answer = await fetch(`${core.address}/api/clients.rotate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'cursor' }),
  });
  expect(answer.status).toBe(401);
  expect(token).not.toBe(adminToken);
});
