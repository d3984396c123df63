import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src-main/core/config/store.ts';
import { noKeyring } from '../../support/keyring-absent.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { minimal, openTestConfig } from './open-test-config.ts';

describe('a key that is written out', () => {
  const text = `{
  "providers": [
    // paid
    { "id": "own", "preset": "complete", "keys": ["sk-one", "env:TWO", "sk-three", "\${FOUR}"] }
  ],
  "clients": [{ "id": "cursor", "token": "tok-five" }],
  "routes": { "default": "own/x" }
}`;
  const env = { FOUR: 'sk-four' };

  test('moves into the keychain at the start, and that is said without it', async () => {
    const secrets = memorySecrets();
    const { store, read, notices } = await openTestConfig(text, { env, secrets });
    expect([...secrets.values]).toEqual([
      ['own', 'sk-one'],
      ['own-2', 'sk-three'],
      ['client/cursor', 'tok-five'],
    ]);
    expect(await read()).toBe(
      text
        .replace('sk-one', 'keychain:own')
        .replace('sk-three', 'keychain:own-2')
        .replace('tok-five', 'keychain:client/cursor'),
    );
    expect(store.current().providers[0]?.keys).toEqual([
      'keychain:own',
      'env:TWO',
      'keychain:own-2',
      'sk-four',
    ]);
    expect(notices).toHaveLength(3);
    expect(notices[0]).toMatch(/the key of the provider "own" stood in .*config\.json: .*keychain:own$/);
    expect(notices.join()).not.toMatch(/sk-|tok-/);
  });

  test('never takes the place of another secret, nor a name that is spoken for', async () => {
    const secrets = memorySecrets({ own: 'other', 'own-3': 'sk-three' });
    const { store } = await openTestConfig(text.replace('env:TWO', 'keychain:own-2'), { env, secrets });
    expect(store.current().providers[0]?.keys?.slice(0, 3)).toEqual([
      'keychain:own-4',
      'keychain:own-2',
      'keychain:own-3',
    ]);
    expect(secrets.values.get('own')).toBe('other');
    expect(secrets.values.get('own-4')).toBe('sk-one');
  });

  test('moves out of a change by others and out of an edit too', async () => {
    const secrets = memorySecrets();
    const { store, file, touched, read } = await openTestConfig(minimal, { env, secrets });
    await writeFile(file, text);
    await touched();
    await store.edit(['providers', 0, 'keys'], ['sk-six']);
    expect(store.current().providers[0]?.keys).toEqual(['keychain:own-3']);
    expect(secrets.values.get('own-3')).toBe('sk-six');
    expect(await read()).not.toMatch(/sk-|tok-/);
  });

  test('stays where the rest is not valid', async () => {
    const secrets = memorySecrets();
    await expect(openTestConfig(text.replace('own/x', 'none'), { env, secrets })).rejects.toThrow(
      ConfigError,
    );
    expect(secrets.values.size).toBe(0);
  });

  test('is an error without a keychain, which says what to write and not the key', async () => {
    const opened = openTestConfig(text, { env, secrets: noKeyring });
    await expect(opened).rejects.toThrow(/config\.json:4:\d+: providers\[0\]\.keys\[0\]: .*env:NAME$/);
    await expect(opened).rejects.not.toThrow(/sk-one/);
  });
});
