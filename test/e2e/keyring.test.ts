import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startHeadless } from '../support/headless.ts';
import { isKeyringTested, openKeyringSession } from '../support/keyring-session.ts';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { startUpstream } from '../upstream/scripted.ts';

const secret = 'sk-a-key-for-the-real-keyring';
const tokens = { SIGNALBOX_TOKEN: 'client-token', SIGNALBOX_ADMIN_TOKEN: 'admin-token' };

async function operation(address: string, name: string, input: object): Promise<Response> {
  return fetch(`${address}/api/${name}`, {
    method: 'POST',
    headers: { authorization: 'Bearer admin-token', 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
}

async function send(address: string): Promise<Response> {
  return fetch(`${address}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': 'client-token' },
    body: JSON.stringify({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'hi' }] }),
  });
}

describe.runIf(isKeyringTested)('the program in a session with a real keyring', () => {
  test('a key set through the API is in the keyring and in no file, and serves after a restart', async () => {
    await using upstream = await startUpstream((request) => answerChat(request, [says('hi')]));
    const session = await openKeyringSession();
    const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-e2e-'));
    const env = Object.fromEntries(
      Object.entries(session.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    try {
      await writeFile(
        join(dataDir, 'config.json'),
        JSON.stringify({
          providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: ['keychain:a'] }],
          routes: { default: 'a/x' },
        }),
      );
      const first = await startHeadless(dataDir, { ...env, ...tokens });
      expect((await operation(first.address, 'keys.set', { name: 'a', value: secret })).status).toBe(200);
      expect((await send(first.address)).status).toBe(200);
      await first.end('SIGTERM');

      const second = await startHeadless(dataDir, { ...env, ...tokens });
      expect((await send(second.address)).status).toBe(200);
      await second.end('SIGTERM');

      expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual([
        `Bearer ${secret}`,
        `Bearer ${secret}`,
      ]);
      for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const content = await readFile(join(file.parentPath, file.name), 'latin1');
        expect({ file: file.name, holdsTheKey: content.includes(secret) }).toEqual({
          file: file.name,
          holdsTheKey: false,
        });
      }
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `import { AsyncEntry } from 'keytar'; console.log(await new AsyncEntry('signalbox', 'a', { linux: { store: 'secret-service' } }).getPassword())`,
        ],
        { env: session.env, cwd: join(import.meta.dirname, '../..') },
      );
      expect(stdout.trim()).toBe(secret);
    } finally {
      await session.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

test.runIf(process.platform === 'linux')(
  'without a keychain a key cannot be stored, and the error says what helps',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-e2e-'));
    try {
      const running = await startHeadless(dataDir, {
        ...tokens,
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
      });
      const response = await operation(running.address, 'keys.set', { name: 'a', value: secret });
      const body = await response.text();
      await running.end('SIGTERM');
      expect(response.status).toBe(503);
      expect(body).toContain('env:');
      expect(body).not.toContain(secret);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
