import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const entry = join(import.meta.dirname, '../../out/main/headless.js');

/** The built program under plain Node, as `npm start -- --headless` runs it. */
export interface HeadlessProcess {
  address: string;
  child: ChildProcess;
  /** Sends a signal and resolves to the exit code, null where the signal itself ended it. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the built program and waits for its ready line. */
export async function startHeadless(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<HeadlessProcess> {
  const child = spawn(process.execPath, [entry, '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: dataDir, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const complaint = text(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Signalbox is listening on (http:\/\/\S+)$/.exec(line)?.[1];
    if (address === undefined) continue;
    return {
      address,
      child,
      end: async (signal) => {
        child.kill(signal);
        return ended;
      },
    };
  }
  throw new Error(`it ended with ${await ended} before it was ready: ${await complaint}`);
}

/** Runs the built program to its end. */
export async function runHeadless(
  flags: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [entry, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return { code, stdout, stderr };
}
