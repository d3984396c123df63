import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../contract/config.ts';
import { operations } from '../contract/operations.ts';
import type { SecretStore } from '../core/secrets/secret-store.ts';
import { CommandError } from './command-error.ts';
import type { Where } from './command-line.ts';
import type { CoreClient } from './core-client.ts';
import { readConfig } from './written-config.ts';

/** One thing that was looked at; `advice` says what to do where it is not well. */
interface Finding {
  mark: 'ok' | 'warn' | 'fail';
  what: string;
  advice?: string;
}

/** What the doctor looks at. */
export interface DoctorContext extends Where {
  env: Readonly<Record<string, string | undefined>>;
  secrets: Pick<SecretStore, 'get'>;
  core: CoreClient;
  pagesDir: string;
  nodeVersion: string;
  say: (line: string) => void;
}

/** Checks what a working installation needs, a line each; answers 1 where something must be mended, else 0. */
export async function doctor(context: DoctorContext): Promise<number> {
  const findings: Finding[] = [];
  const found = (finding: Finding): void => {
    findings.push(finding);
    context.say(describeFinding(finding));
  };
  found(checkNode(context.nodeVersion));
  found(checkPages(context.pagesDir));
  found(await checkKeychain(context));
  const config = checkConfig(context);
  found(config.finding);
  if (config.config) {
    const listener = await checkPort(context);
    found(listener.finding);
    if (listener.isOurs) for (const finding of await askCore(context)) found(finding);
  }
  return findings.some(({ mark }) => mark === 'fail') ? 1 : 0;
}

/** A finding as one line, and one for what to do. */
function describeFinding({ mark, what, advice }: Finding): string {
  return `${mark.padEnd(4)}  ${what}${advice === undefined ? '' : `\n      ${advice}`}`;
}

function checkNode(version: string): Finding {
  if (Number.parseInt(version, 10) >= 24) return { mark: 'ok', what: `Node ${version}` };
  return { mark: 'fail', what: `Node ${version} is too old`, advice: 'install Node 24' };
}

function checkPages(pagesDir: string): Finding {
  if (existsSync(join(pagesDir, 'dashboard.html'))) return { mark: 'ok', what: 'the pages are built' };
  return { mark: 'warn', what: 'the pages are not built', advice: 'npm run build makes them' };
}

async function checkKeychain({ secrets, env }: DoctorContext): Promise<Finding> {
  try {
    await secrets.get('admin');
    return { mark: 'ok', what: 'the keychain answers' };
  } catch (error) {
    const isNeeded = env['SIGNALBOX_ADMIN_TOKEN'] === undefined;
    const advice = isNeeded
      ? 'without it tokens change with each start: set SIGNALBOX_TOKEN and SIGNALBOX_ADMIN_TOKEN'
      : 'keys in the config must be env: references';
    return { mark: 'warn', what: messageOf(error), advice };
  }
}

function checkConfig(context: DoctorContext): { finding: Finding; config?: Config } {
  const file = join(context.dataDir, 'config.json');
  try {
    const config = readConfig(context);
    const what = existsSync(file)
      ? `${file} is valid`
      : `${file} is not there yet: the first start writes it`;
    return { finding: { mark: 'ok', what }, config };
  } catch (error) {
    return { finding: { mark: 'fail', what: messageOf(error), advice: `mend ${file}` } };
  }
}

async function checkPort({ core }: DoctorContext): Promise<{ finding: Finding; isOurs: boolean }> {
  const address = core.address();
  const who = await core.whoListens();
  if (who === 'signalbox')
    return { finding: { mark: 'ok', what: `Signalbox answers at ${address}` }, isOurs: true };
  if (who === 'nobody') {
    const what = `nobody listens at ${address}: the port is free`;
    return {
      finding: { mark: 'warn', what, advice: 'signalbox start, or start the app, to check the rest' },
      isOurs: false,
    };
  }
  const advice = 'stop that program, or choose another port with --port or server.port';
  return { finding: { mark: 'fail', what: `another program answers at ${address}`, advice }, isOurs: false };
}

async function askCore({ core }: DoctorContext): Promise<Finding[]> {
  try {
    const status = operations['status.get'].output.parse(await core.call('status.get'));
    const providers = [];
    for (const { id } of status.providers) providers.push(await checkProvider(id, core));
    return [
      { mark: 'ok', what: 'the admin token is the right one' },
      ...providers,
      await checkClaudeCode(core),
    ];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [{ mark: 'fail', what: error.message }];
  }
}

async function checkProvider(id: string, core: CoreClient): Promise<Finding> {
  const answer = await core.call('providers.test', { id });
  const { ok, latencyMs, error } = operations['providers.test'].output.parse(answer);
  if (ok) return { mark: 'ok', what: `${id} answers in ${Math.round(latencyMs)} ms` };
  return {
    mark: 'fail',
    what: error?.message ?? `${id} does not answer`,
    advice: `check it under Providers`,
  };
}

const setUp = z.object({ state: z.string(), warnings: z.array(z.object({ message: z.string() })) });

const claudeCodeStates: Readonly<Record<string, string>> = {
  'not-set': 'Claude Code is not set up',
  'set-elsewhere': 'Claude Code goes to another address',
  changed: 'Claude Code is set up, and something of it has changed since',
  malformed: "Claude Code's settings cannot be read",
};

async function checkClaudeCode(core: CoreClient): Promise<Finding> {
  const advice = 'signalbox configure claude-code';
  try {
    const { state, warnings } = setUp.parse(await core.call('claudeCode.status'));
    if (state !== 'set')
      return { mark: 'warn', what: claudeCodeStates[state] ?? `Claude Code: ${state}`, advice };
    const [warning] = warnings;
    if (warning) return { mark: 'warn', what: 'Claude Code is set up', advice: warning.message };
    return { mark: 'ok', what: 'Claude Code is set up' };
  } catch (error) {
    return { mark: 'warn', what: `Claude Code's settings: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
