#!/usr/bin/env node
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import packageJson from '../package.json' with { type: 'json' };
import { commands } from './cli/commands.ts';
import { CommandError } from './cli/command-error.ts';
import { readCommandLine } from './cli/command-line.ts';
import { createCoreClient } from './cli/core-client.ts';
import { doctor } from './cli/doctor.ts';
import { createKeychain } from './core/secrets/keychain.ts';

/** The command line: a thin client of the core's operations, and another way to start the core headless. */
const machine = { platform: process.platform, home: homedir(), env: process.env };
const say = (line: string): void => console.log(line);

try {
  const line = readCommandLine(process.argv.slice(2), machine);
  if (line.kind === 'start') await start(line.argv);
  else if (line.kind === 'print') say(line.text === 'version' ? packageJson.version : line.text);
  else process.exitCode = await run(line);
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(`signalbox: ${error.message}`);
  process.exitCode = error.exitCode;
}

/** Loaded only here: a command that asks a running core answers in half the time without the core's own code. */
async function start(argv: readonly string[]): Promise<void> {
  const { runHeadless } = await import('./run-headless.ts');
  await runHeadless(argv);
}

async function run(line: Extract<ReturnType<typeof readCommandLine>, { kind: 'run' }>): Promise<number> {
  const options = { ...line.where, env: process.env, secrets: createKeychain({ timeoutMs: 15_000 }) };
  const core = createCoreClient(options);
  if (line.command === 'doctor')
    return doctor({
      ...options,
      core,
      say,
      pagesDir: join(import.meta.dirname, '../renderer'),
      nodeVersion: process.versions.node,
    });
  return commands[line.command]({ ...line, core, say, ask });
}

/** Asks a question that yes answers; undefined where nobody is there to answer. */
async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
