import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** How to run the client. */
export interface ClaudeSettings {
  /** Where it sends its requests. */
  baseUrl: string;
  token: string;
  /** Further arguments, such as `--permission-mode plan`. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The folder that it works in; an empty one of its own where absent. */
  folder?: string;
  /** After this it is killed. */
  timeoutMs?: number;
}

export interface ClaudeOutcome {
  stdout: string;
  stderr: string;
  /** Null where it was killed for taking too long. */
  exitCode: number | null;
}

/** A client that stays: several turns in one conversation, and what else its users do between them. */
export interface ClaudeSession extends AsyncDisposable {
  /** Says something and returns what the client shows at the end of the turn; it may use every tool. */
  say(prompt: string): Promise<string>;
  /** Asks the client itself for something, such as `{ subtype: 'set_permission_mode', mode: 'plan' }`. */
  control(request: { subtype: string; [field: string]: unknown }): Promise<void>;
}

const claudeExecutable = process.env['SIGNALBOX_TEST_CLAUDE'];

/** Runs the real Claude Code for one prompt, with a home of its own. */
export async function runClaude(prompt: string, settings: ClaudeSettings): Promise<ClaudeOutcome> {
  const { child, ended } = await startClient(['-p', prompt], settings);
  child.stdin.end();
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, exitCode: code };
}

/** Runs the real Claude Code for one prompt in a home that is there already; what it is told comes from its settings there. */
export async function runClaudeAtHome(
  home: string,
  prompt: string,
  settings: Pick<ClaudeSettings, 'args' | 'env' | 'timeoutMs'> = {},
): Promise<ClaudeOutcome> {
  if (!claudeExecutable) throw new Error('SIGNALBOX_TEST_CLAUDE names no executable');
  const child = spawn(claudeExecutable, ['-p', prompt, ...(settings.args ?? [])], {
    cwd: home,
    env: { ...foreignEnvironment(home), ...settings.env },
    timeout: settings.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  });
  child.stdin.end();
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exitOf(child),
  ]);
  return { stdout, stderr, exitCode };
}

/**
 * Starts the real Claude Code for a conversation over the protocol that its own SDK speaks (`--input-format
 * stream-json`, control requests included), which reaches what needs a terminal otherwise.
 */
export async function startClaude(settings: ClaudeSettings): Promise<ClaudeSession> {
  const { child, ended } = await startClient(
    [
      '-p',
      '--verbose',
      '--input-format',
      'stream-json',
      '--output-format',
      'stream-json',
      '--permission-prompt-tool',
      'stdio',
    ],
    settings,
  );
  child.stderr.resume();
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const send = (line: object) => child.stdin.write(`${JSON.stringify(line)}\n`);

  /** The next line of a type; questions on the way whether a tool may run are answered yes. */
  const next = async (type: 'result' | 'control_response'): Promise<ClientLine> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the client ended before its ${type}`);
      const line: ClientLine = JSON.parse(value);
      if (line.type === type) return line;
      if (line.type === 'control_request' && line.request?.subtype === 'can_use_tool') {
        const response = { behavior: 'allow', updatedInput: line.request.input };
        send({
          type: 'control_response',
          response: { subtype: 'success', request_id: line.request_id, response },
        });
      }
    }
  };

  return {
    async say(prompt) {
      send({
        type: 'user',
        message: { role: 'user', content: prompt },
        parent_tool_use_id: null,
        session_id: '',
      });
      return (await next('result')).result ?? '';
    },
    async control(request) {
      send({ type: 'control_request', request_id: 'test', request });
      const { response } = await next('control_response');
      if (response?.subtype !== 'success') throw new Error(`the client refused: ${JSON.stringify(response)}`);
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}

/** A line that the client writes; only what is read of it. */
interface ClientLine {
  type: string;
  result?: string;
  request_id?: string;
  request?: { subtype: string; input?: unknown };
  response?: { subtype: string };
}

async function startClient(args: readonly string[], settings: ClaudeSettings) {
  if (!claudeExecutable) throw new Error('SIGNALBOX_TEST_CLAUDE names no executable');
  const home = await mkdtemp(join(tmpdir(), 'claude-home-'));
  const child = spawn(claudeExecutable, [...args, ...(settings.args ?? [])], {
    cwd: settings.folder ?? home,
    env: environment(settings, home),
    timeout: settings.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  });
  return { child, ended: endOf(child, home) };
}

/** Waits for the end and removes the home; the exit code, or null for a client that was killed. */
async function endOf(child: ChildProcess, home: string): Promise<number | null> {
  try {
    return await exitOf(child);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** No setting of a client that the machine itself has reaches the one under test. */
function foreignEnvironment(home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:ANTHROPIC|CLAUDE)/.test(name));
  return { ...Object.fromEntries(inherited), HOME: home, USERPROFILE: home, DISABLE_AUTOUPDATER: '1' };
}

function environment({ baseUrl, token, env }: ClaudeSettings, home: string): NodeJS.ProcessEnv {
  return {
    ...foreignEnvironment(home),
    ANTHROPIC_BASE_URL: baseUrl,
    ANTHROPIC_AUTH_TOKEN: token,
    ...env,
  };
}
