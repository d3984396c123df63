import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { endGroup, exitOf } from './process-group.ts';

const keptCharacters = 4_000;

/** A program to run to its end. */
export interface Run {
  /** A name to be found on the PATH of `env`, or a path. */
  command: string;
  args: readonly string[];
  env: Readonly<NodeJS.ProcessEnv>;
  folder: string;
  timeoutMs: number;
  /** Ends it before its time; that is no timeout. */
  signal: AbortSignal;
}

/** How a program ended. */
export interface RunOutcome {
  kind: 'exited' | 'timeout' | 'not-found' | 'not-started';
  /** Null where it was ended by a signal or did not begin. */
  exitCode: number | null;
  /** What it printed on both streams, without colours; the end of it where it is long. */
  output: string;
}

/** Runs a program with nothing on its stdin; past its time it is ended, with all that it has started. */
export async function runOnce({ command, args, env, folder, timeoutMs, signal }: Run): Promise<RunOutcome> {
  const child = spawn(command, [...args], {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let output = '';
  let failure: Error | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptCharacters);
    });
  }
  child.once('error', (error) => {
    failure = error;
  });
  const exited = exitOf(child);
  let isLate = false;
  const end = (): void => void endGroup(child, exited, false);
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, timeoutMs);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  const exit = await exited;
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  await endGroup(child, exited, true);
  return {
    kind: kindOf(isLate, failure),
    exitCode: typeof exit === 'number' ? exit : null,
    output: clean(output),
  };
}

function kindOf(isLate: boolean, failure: Error | undefined): RunOutcome['kind'] {
  if (failure) return 'code' in failure && failure.code === 'ENOENT' ? 'not-found' : 'not-started';
  return isLate ? 'timeout' : 'exited';
}

function clean(output: string): string {
  return stripVTControlCharacters(output).trim();
}
