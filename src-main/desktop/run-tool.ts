import { execFile } from 'node:child_process';

/** Runs a program of the system and gives what it printed; undefined where it is not there, fails or takes too long. */
export type RunTool = (program: string, args: readonly string[]) => Promise<string | undefined>;

/** Runs it for real, for at most three seconds. */
export const runTool: RunTool = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: 3_000, windowsHide: true }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
