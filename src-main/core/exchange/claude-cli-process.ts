import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { RequestError, UpstreamProtocolError } from '../errors.ts';
import type { MessageEvent } from '../wire/anthropic/messages.ts';
import { cliArguments } from '../wire/claude-cli/command.ts';
import { readCliAnswer } from '../wire/claude-cli/read-answer.ts';
import { isAnswerLine, isLastLine, readCliLine } from '../wire/claude-cli/read-line.ts';
import type { CliRequest } from '../wire/claude-cli/write-request.ts';
import { readLines } from '../wire/lines.ts';
import type { AnswerContext } from '../wire/wire.ts';
import { endGroup, exitOf } from './process-group.ts';
import { ClientGoneError, UpstreamFailure, UpstreamTimeoutError } from './upstream-failure.ts';

/** One request to the Claude CLI. */
export interface CliCall {
  /** The binary: a name to be found on the PATH, or a path. */
  command: string;
  model: string;
  request: CliRequest;
  context: AnswerContext;
  /** Aborted when nobody wants the answer any more. */
  signal: AbortSignal;
  /** Milliseconds until the answer begins, and between any two lines of it. */
  limits: { firstByteMs: number; idleMs: number };
  /** As `cliEnvironment` makes it. */
  env: Readonly<NodeJS.ProcessEnv>;
}

/** How much of what was printed beside the answer an error tells, in characters. */
const toldLength = 500;

/**
 * Runs the user's own Claude CLI for one answer, in an empty folder; when the generator ends, for whatever reason, the
 * process and all that it started are gone. Throws UpstreamFailure where the CLI cannot be started, UpstreamTimeoutError
 * when it hangs, ClientGoneError once the signal fires, and what {@link readCliAnswer} throws.
 */
export async function* runClaudeCli(call: CliCall): AsyncGenerator<MessageEvent, void, void> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-claude-'));
  try {
    const systemPromptFile = join(folder, 'system-prompt.txt');
    await writeFile(systemPromptFile, call.request.systemPrompt);
    yield* readCliAnswer(runIn(folder, systemPromptFile, call), call.context);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The lines of one run. */
async function* runIn(
  folder: string,
  systemPromptFile: string,
  { command, model, request, signal, limits, env }: CliCall,
): AsyncGenerator<Record<string, unknown>, void, void> {
  if (signal.aborted) throw new ClientGoneError();
  const { effort, environment, prompt } = request;
  const child = spawn(command, cliArguments({ model, systemPromptFile, ...(effort && { effort }) }), {
    cwd: folder,
    env: { ...env, ...environment },
    // A group of its own, so that what the CLI starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const exited = exitOf(child);
  const abandoned = Promise.withResolvers<never>();
  // Waited for at the very end only.
  abandoned.promise.catch(() => undefined);
  const giveUp = (reason: Error): void => {
    abandoned.reject(reason);
    child.stdout.destroy(reason);
  };
  const onClientGone = (): void => giveUp(new ClientGoneError());
  const hang = (what: string) => giveUp(new UpstreamTimeoutError(`the Claude CLI ${what}`));
  let timer = setTimeout(() => hang(`began no answer within ${limits.firstByteMs} ms`), limits.firstByteMs);
  let isAnswering = false;
  let isOver = false;
  let stderr = '';
  let noise = '';

  signal.addEventListener('abort', onClientGone, { once: true });
  child.on('error', (error) => giveUp(cannotStart(command, error)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-toldLength);
  });
  // Whoever does not read to the end has a reason, which the exit code or the answer tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(prompt);

  try {
    for await (const text of readLines(child.stdout.iterator({ destroyOnReturn: false }))) {
      const line = readCliLine(text);
      if (!line) {
        noise = `${noise}${text}\n`.slice(-toldLength);
        continue;
      }
      isAnswering ||= isAnswerLine(line);
      isOver = isLastLine(line);
      // A client that reads slowly is no silence of the CLI's: while a line is out, no time counts.
      if (isAnswering) clearTimeout(timer);
      yield line;
      if (isAnswering) timer = setTimeout(() => hang(`said nothing for ${limits.idleMs} ms`), limits.idleMs);
    }
    throw endedEarly(await Promise.race([exited, abandoned.promise]), stderr || noise);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onClientGone);
    // While nobody takes its output the CLI is slow to end.
    child.stdout.resume();
    await endGroup(child, exited, isOver);
  }
}

/** Trying again would not help. */
function cannotStart(command: string, cause: Error): UpstreamFailure {
  const isMissing = 'code' in cause && cause.code === 'ENOENT';
  const why = isMissing ? `"${command}" was not found` : `"${command}" cannot be run: ${cause.message}`;
  const way =
    'install it (https://code.claude.com/docs/en/setup), or set the path of the binary as the provider\'s "command"';
  const shown = new RequestError('upstream', `the Claude CLI: ${why}: ${way}`, { status: 502, cause });
  return new UpstreamFailure(shown, {
    code: 'connection-refused',
    isRetryable: false,
    isProviderFault: true,
  });
}

function endedEarly(exit: number | string | undefined, printed: string): UpstreamProtocolError {
  const told = stripVTControlCharacters(printed).replace(/\s+/g, ' ').trim();
  return new UpstreamProtocolError(
    `the Claude CLI ended (${exit}) before its answer was whole${told && `: ${told}`}`,
  );
}
