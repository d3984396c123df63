import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Whether tests against a real Secret Service are asked for; they need dbus-run-session and gnome-keyring-daemon. */
export const isKeyringTested = Boolean(process.env['SIGNALBOX_TEST_KEYRING']);

/** A D-Bus session with an unlocked Secret Service of its own; the user's keyring is not touched. */
export interface KeyringSession {
  /** For programs that are to live in the session: its bus, and a HOME and XDG folders that nothing else uses. */
  env: NodeJS.ProcessEnv;
  /** Holds HOME, and in it all that the keyring writes. */
  folder: string;
  /** Ends the bus and the service; `keep` leaves the folder, for another session upon it. */
  close(options?: { keep?: boolean }): Promise<void>;
}

const busLauncher = 'dbus-run-session';
const start = `
  [ "$1" = unlocked ] && echo -n password | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  [ "$1" = locked ] && gnome-keyring-daemon --start --components=secrets >/dev/null
  echo "$DBUS_SESSION_BUS_ADDRESS"
  exec cat >/dev/null`;

/** Starts a session, upon the folder of an earlier one where given; it ends with this process at the latest. */
export async function openKeyringSession({
  folder,
  state = 'unlocked',
}: { folder?: string; state?: 'unlocked' | 'locked' } = {}): Promise<KeyringSession> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'signalbox-keyring-')));
  const runtime = join(home, 'run');
  await mkdir(runtime, { recursive: true, mode: 0o700 });
  const homeEnv = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: runtime,
  };
  // The session lives for as long as its stdin is open.
  const session = spawn(busLauncher, ['--', 'bash', '-c', start, 'bash', state], {
    env: homeEnv,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(session, 'exit');
  const [address] = await Promise.race([
    once(createInterface(session.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('the D-Bus session did not start'))),
  ]);
  return {
    env: { ...homeEnv, DBUS_SESSION_BUS_ADDRESS: String(address) },
    folder: home,
    async close({ keep = false } = {}) {
      session.stdin.end();
      await ended;
      if (!keep) await rm(home, { recursive: true, force: true });
    },
  };
}
