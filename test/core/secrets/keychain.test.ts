import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isKeyringTested, openKeyringSession } from '../../support/keyring-session.ts';

type Call = ['get', string] | ['set', string, string] | ['remove', string];

const child = join(import.meta.dirname, 'keychain.child.ts');
/** Of this run alone, so that nothing left behind by another one counts. */
const service = `signalbox-test-${randomUUID()}`;

async function keychain(env: NodeJS.ProcessEnv, calls: Call[], timeoutMs = 30_000): Promise<unknown[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [child, service, JSON.stringify(calls), String(timeoutMs)],
    { env },
  );
  const outcomes: unknown = JSON.parse(stdout);
  return Array.isArray(outcomes) ? outcomes : [];
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-keychain-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const allCalls: Call[] = [
  ['set', 'openrouter', 'a secret value'],
  ['get', 'openrouter'],
  ['remove', 'openrouter'],
];
const unavailable = expect.objectContaining({
  name: 'KeychainUnavailableError',
  message: expect.stringMatching(/install and unlock a Secret Service .* env:NAME$/),
});

describe.runIf(process.platform === 'linux')('without a Secret Service', () => {
  test('every call says what to install, and nothing is kept in the kernel or a file instead', async () => {
    const folder = await temporaryFolder();
    const env = {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: undefined,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
    };
    expect(await keychain(env, allCalls)).toEqual([unavailable, unavailable, unavailable]);
    expect(await readFile('/proc/keys', 'utf8').catch(() => '')).not.toContain(service);
    expect(await readdir(folder)).toEqual([]);
  });

  test('an address that leads nowhere is the same', async () => {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${await temporaryFolder()}/none` };
    expect(await keychain(env, allCalls)).toEqual([unavailable, unavailable, unavailable]);
  });

  test('a bus that accepts and never answers does not hang the call', async () => {
    const path = join(await temporaryFolder(), 'bus');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path},guid=0` };
    expect(await keychain(env, [['get', 'openrouter']], 300)).toEqual([unavailable]);
  });
});

describe.runIf(isKeyringTested)('with a real Secret Service', () => {
  test('a secret is kept, replaced, found by the next start, and removed', async () => {
    const first = await openKeyringSession();
    const name = 'client/claude-code';
    expect(
      await keychain(first.env, [
        ['get', name],
        ['set', name, 'one'],
        ['set', name, 'ключ\n"two"'],
        ['get', name],
      ]),
    ).toEqual([null, 'set', 'set', 'ключ\n"two"']);
    await first.close({ keep: true });

    const second = await openKeyringSession({ folder: first.folder });
    expect(
      await keychain(second.env, [
        ['get', name],
        ['remove', name],
        ['remove', name],
        ['get', name],
      ]),
    ).toEqual(['ключ\n"two"', true, false, null]);
    await second.close();
  });

  test('a locked keyring is an error that says so, never an absent secret', async () => {
    const first = await openKeyringSession();
    await keychain(first.env, [['set', 'openrouter', 'one']]);
    await first.close({ keep: true });

    const locked = await openKeyringSession({ folder: first.folder, state: 'locked' });
    expect(await keychain(locked.env, [['get', 'openrouter']])).toEqual([unavailable]);
    await locked.close();
  });
});
