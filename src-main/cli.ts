#!/usr/bin/env node
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The command line. Each way is loaded alone: Claude Code waits for its status line, and a command needs no core. */
const [first, ...rest] = process.argv.slice(2);

if (first === 'statusline') {
  const { runStatusLine } = await import('./core/setup/statusline.ts');
  const write = (line: string): void => console.log(line);
  await runStatusLine({ env: process.env, stdin: async () => text(process.stdin), fetch, write });
  // Whoever does not close our stdin is not waited for.
  process.exit();
} else if (first === 'start') {
  const { runHeadless } = await import('./run-headless.ts');
  await runHeadless(rest);
} else {
  const { runCommand } = await import('./cli/run-command.ts');
  process.exitCode = await runCommand(process.argv.slice(2), join(import.meta.dirname, '../renderer'));
}
