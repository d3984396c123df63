import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import packageJson from '../../package.json' with { type: 'json' };
import { createKeychain } from '../core/secrets/keychain.ts';
import { CommandError } from './command-error.ts';
import { readCommandLine, type CommandLine } from './command-line.ts';
import { commands } from './commands.ts';
import { createCoreClient } from './core-client.ts';
import { doctor } from './doctor.ts';

const say = (line: string): void => console.log(line);

/** Runs a command that speaks to a running core, says what went wrong, and gives the exit code. */
export async function runCommand(argv: readonly string[], pagesDir: string): Promise<number> {
  try {
    const line = readCommandLine(argv, { platform: process.platform, home: homedir(), env: process.env });
    if (line.kind === 'run') return await run(line, pagesDir);
    say(line.text === 'version' ? packageJson.version : line.text);
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`signalbox: ${error.message}`);
    return error.exitCode;
  }
}

async function run(line: CommandLine, pagesDir: string): Promise<number> {
  const options = { ...line.where, env: process.env, secrets: createKeychain({ timeoutMs: 15_000 }) };
  const core = createCoreClient(options);
  if (line.command === 'doctor')
    return doctor({ ...options, core, say, pagesDir, nodeVersion: process.versions.node });
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
