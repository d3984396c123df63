// The real Claude Code, at the version that our protocol notes describe, in a cache folder outside node_modules
// (it weighs 360 MB and is nobody's dependency).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { say } from './prepare.mjs';

const version = '2.1.329';

/** Path of the client's executable, fetched at the first call; ends the process with 1 where it cannot be had. */
export function claudeCode() {
  const folder = join(
    process.env.SIGNALBOX_CACHE_DIR ??
      join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'signalbox'),
    `claude-code-${version}`,
  );
  const executable = join(
    folder,
    'node_modules',
    '@anthropic-ai',
    `claude-code-${platformName()}`,
    process.platform === 'win32' ? 'claude.exe' : 'claude',
  );
  if (existsSync(executable)) return executable;
  say(`fetching Claude Code ${version}`);
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      `@anthropic-ai/claude-code@${version}`,
    ],
    { stdio: ['ignore', 2, 2], shell: process.platform === 'win32', cwd: folder },
  );
  if (status === 0 && existsSync(executable)) return executable;
  say('Claude Code could not be fetched, so what it does through Signalbox is not tested');
  process.exit(1);
}

function platformName() {
  const libc =
    process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? '-musl' : '';
  return `${process.platform}-${process.arch}${libc}`;
}
