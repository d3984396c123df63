// Child processes of our scripts.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const isWindows = process.platform === 'win32';

/**
 * Runs a command to its end and returns its exit code. A signal that reaches us is passed on, and ends us with the
 * child: npm sends what it gets to us alone. From a terminal the child hears Ctrl-C a second time that way; Signalbox
 * takes both for one.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    let isInterrupted = false;
    const passOn = (signal) => {
      isInterrupted = true;
      // On Windows the console has told the child already, and kill() would end it without asking.
      if (!isWindows) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    const end = (code) => {
      for (const signal of signals) process.off(signal, passOn);
      if (isInterrupted) process.exit(code);
      resolve(code);
    };
    child.once('error', (error) => {
      say(error.message);
      end(127);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + constants.signals[signal]));
  });
}

/** Runs npm, which is a script for the shell on Windows; no argument may hold a space. */
export function npm(args, options) {
  return isWindows
    ? run(['npm', ...args].join(' '), [], { ...options, shell: true })
    : run('npm', args, options);
}

/** One line of progress; on stderr, because stdout belongs to the program. */
export function say(line) {
  process.stderr.write(`signalbox: ${line}\n`);
}
