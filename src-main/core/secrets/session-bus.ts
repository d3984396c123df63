import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * Whether the session's D-Bus answers within the time; true as well where there is no bus to ask, or none that this
 * could speak to. The keychain's library connects in the calling thread and waits for ever for a bus that accepts and
 * then says nothing (seen with @napi-rs/keyring 2.1), so a bus is asked before the library sees it.
 */
export async function sessionBusAnswers(env: NodeJS.ProcessEnv, timeoutMs: number): Promise<boolean> {
  const path = await socketPath(env);
  return path === undefined || greets(path, timeoutMs);
}

/** Addresses: https://dbus.freedesktop.org/doc/dbus-specification.html#addresses; the first socket among them counts. */
async function socketPath({
  DBUS_SESSION_BUS_ADDRESS: address,
  XDG_RUNTIME_DIR: runtimeFolder,
}: NodeJS.ProcessEnv) {
  if (address !== undefined && address !== '') {
    const [, kind, path] = /\bunix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address) ?? [];
    if (path === undefined) return undefined;
    return kind === 'abstract' ? `\0${decodeURIComponent(path)}` : decodeURIComponent(path);
  }
  if (runtimeFolder === undefined) return undefined;
  const usual = join(runtimeFolder, 'bus');
  return access(usual).then(
    () => usual,
    () => undefined,
  );
}

/** Opens the handshake that every bus answers, whatever it makes of us. */
function greets(path: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(settle, timeoutMs, false);
    socket.once('connect', () => socket.write('\0AUTH EXTERNAL\r\n'));
    socket.once('data', () => settle(true));
    // Nobody there: the library says so at once, and better.
    socket.once('error', () => settle(true));
    socket.once('end', () => settle(true));
  });
}
