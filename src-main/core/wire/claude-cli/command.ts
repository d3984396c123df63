import { delimiter, join } from 'node:path';

/** One run of the CLI. */
interface Run {
  /** A name or an alias that the CLI knows, such as `opus`. */
  model: string;
  effort?: string;
  /** Path of a file: a system prompt may be longer than an argument can be. */
  systemPromptFile: string;
}

/** The arguments of a run that answers once: no tools, nothing kept, none of the user's own settings, hooks or servers. */
export function cliArguments({ model, effort, systemPromptFile }: Run): string[] {
  return [
    '-p',
    '--output-format',
    'stream-json',
    '--verbose',
    '--include-partial-messages',
    '--model',
    model,
    '--system-prompt-file',
    systemPromptFile,
    ...(effort ? ['--effort', effort] : []),
    '--tools',
    '',
    '--no-session-persistence',
    '--setting-sources',
    '',
    '--strict-mcp-config',
  ];
}

/** What keeps a run to the question; each seen in Claude Code 2.1.329. */
const fixed: Readonly<Record<string, string>> = {
  DISABLE_AUTOUPDATER: '1',
  // Else a file that a prompt names with @ is read from the disk and sent along.
  CLAUDE_CODE_DISABLE_ATTACHMENTS: '1',
  // One, so that an expired login can be renewed; further ones are ours, with our times between them.
  CLAUDE_CODE_MAX_RETRIES: '1',
  // Else an answer that breaks in the middle begins again.
  CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: '1',
};

/** Set by our own set-up of Claude Code, by a gateway's, or by a Claude Code that we were started from. */
const foreign = /^(ANTHROPIC_|CLAUDECODE$|CLAUDE_CODE_)/i;
const login = 'CLAUDE_CODE_OAUTH_TOKEN';

/**
 * The environment for the CLI: the given one without what would lead its requests back to us, and with the usual places
 * of the binary on its PATH, which a program that was started from a desktop lacks.
 */
export function cliEnvironment(inherited: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => name === login || !foreign.test(name));
  return { ...Object.fromEntries(kept), ...cliPath(inherited), ...fixed };
}

/** The PATH of an environment with the usual places of the binary behind it. */
export function cliPath(inherited: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const path = Object.keys(inherited).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const home = inherited['HOME'] ?? inherited['USERPROFILE'];
  const folders = [
    inherited[path],
    ...(home ? [join(home, '.local', 'bin'), join(home, '.claude', 'local')] : []),
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ];
  return { [path]: folders.filter(Boolean).join(delimiter) };
}
