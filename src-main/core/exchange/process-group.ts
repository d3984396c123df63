import { spawn, type ChildProcess } from 'node:child_process';

/** How long a process has to end by itself once it was asked to, in milliseconds. */
const graceMs = 2_000;

/** The exit code, or the name of the signal that ended the process; undefined where it never began. */
export async function exitOf(child: ChildProcess): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(undefined));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? undefined));
  });
}

/**
 * Ends a process that was started with `detached`, and all that it started in its group: politely, by force after two
 * seconds, and at last whatever it has left behind. One that is leaving by itself is not disturbed before that.
 * `exited` is what {@link exitOf} gave.
 */
export async function endGroup(
  child: ChildProcess,
  exited: Promise<unknown>,
  isLeaving: boolean,
): Promise<void> {
  if (!isLeaving) signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
  for (const stream of child.stdio) stream?.destroy();
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows has no groups: the tree is ended by force.
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true }).on('error', () => undefined);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
