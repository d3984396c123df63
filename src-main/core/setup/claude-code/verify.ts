import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ClaudeCodeVerified } from '../../../contract/claude-code.ts';
import type { RequestRow } from '../../../contract/requests.ts';
import { cliPath } from '../../wire/claude-cli/command.ts';

/** How a program ended, as whoever runs it tells. */
interface Ended {
  kind: 'exited' | 'timeout' | 'not-found' | 'not-started';
  exitCode: number | null;
  output: string;
}

/** What verifying needs from above. */
export interface VerifyOptions {
  settingsPath: string;
  /** Whether `settingsPath` is the one that the client reads by itself. */
  isUsualPath: boolean;
  command: string;
  timeoutMs: number;
  /** The environment of a user's shell, as far as we know it. */
  env: Readonly<Record<string, string | undefined>>;
  run: (program: {
    command: string;
    args: readonly string[];
    env: NodeJS.ProcessEnv;
    folder: string;
    timeoutMs: number;
    /** Ends it before its time. */
    signal: AbortSignal;
  }) => Promise<Ended>;
  /** Resolves with the first finished request of a session. */
  finished: (sessionId: string) => Promise<RequestRow>;
  maskText: (text: string) => string;
}

/** How long a request that the client has its answer to may take to show up. */
const settleMs = 2_000;
const told = 500;

/**
 * Runs the client once, with the settings as they are and a session of its own, and sees whether a request of that very
 * session arrives. It costs one short answer.
 */
export async function verifyClaudeCode(options: VerifyOptions): Promise<ClaudeCodeVerified> {
  const session = randomUUID();
  const arrival = options.finished(session);
  const enough = new AbortController();
  // The client would try a failed request again for minutes.
  void arrival.then((row) => row.status !== 200 && enough.abort());
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-verify-'));
  try {
    const ended = await options.run({
      command: options.command,
      args: [...argumentsFor(session), ...settingsArguments(options)],
      env: clientEnvironment(options),
      folder,
      timeoutMs: options.timeoutMs,
      signal: enough.signal,
    });
    const row = await Promise.race([arrival, after(settleMs)]);
    const output = options.maskText(ended.output).slice(-told);
    const error = errorOf(row, ended, options);
    return {
      ok: error === undefined,
      ...(row && { request: { id: row.id, route: row.route, target: row.target, status: row.status } }),
      output,
      ...(error !== undefined && { error: options.maskText(error) }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Nothing that costs or leaves something: no tools, no servers, no transcript. */
function argumentsFor(session: string): string[] {
  return [
    '-p',
    'Reply with the word OK and nothing else.',
    '--session-id',
    session,
    '--no-session-persistence',
    '--tools',
    '',
    '--strict-mcp-config',
  ];
}

function settingsArguments({ settingsPath, isUsualPath }: VerifyOptions): string[] {
  return isUsualPath || basename(settingsPath) === 'settings.json' ? [] : ['--settings', settingsPath];
}

/** Our own secrets stay here, and what a Claude Code that we were started from has left must not reach another one. */
function clientEnvironment({ env, settingsPath, isUsualPath }: VerifyOptions): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => name === 'CLAUDE_CODE_OAUTH_TOKEN' || !/^(?:SIGNALBOX_|CLAUDECODE$|CLAUDE_CODE_)/i.test(name),
  );
  const elsewhere = !isUsualPath && basename(settingsPath) === 'settings.json';
  return {
    ...Object.fromEntries(kept),
    ...cliPath(env),
    DISABLE_AUTOUPDATER: '1',
    ...(elsewhere && { CLAUDE_CONFIG_DIR: dirname(settingsPath) }),
  };
}

function errorOf(
  row: RequestRow | undefined,
  ended: Ended,
  { command, timeoutMs }: VerifyOptions,
): string | undefined {
  if (row) {
    if (row.status === 200) return undefined;
    return `the request arrived and was answered with ${row.status}${row.error === undefined ? '' : `: ${row.error}`}; test the provider of ${row.target ?? 'this route'}`;
  }
  if (ended.kind === 'not-found') {
    return `"${command}" was not found: install Claude Code (https://code.claude.com/docs/en/setup), or give the path of its binary`;
  }
  if (ended.kind === 'not-started')
    return `"${command}" cannot be run: give the path of the Claude Code binary`;
  if (ended.kind === 'timeout') {
    return `Claude Code ran for ${timeoutMs / 1000} s and no request of it arrived: look at the warnings for what sends it elsewhere`;
  }
  return `Claude Code ended (${ended.exitCode ?? 'by a signal'}) and no request of it arrived: look at what it printed, and at the warnings for what sends it elsewhere`;
}

function after(delayMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, delayMs, undefined));
}
