import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaudeCodeWarning } from '../../../contract/claude-code.ts';
import type { Settings } from './places.ts';
import { readSettings } from './settings-text.ts';

/** Settings of somebody's that act on Claude Code besides the user's own file. */
export interface Source {
  /** `the environment` or a file. */
  where: string;
  /** Whether the user's own settings give way to it. */
  wins: boolean;
  settings: Settings;
}

/** How files are read; a file or folder that is not there gives undefined. */
export interface Disk {
  readText(path: string): Promise<string | undefined>;
  list(folder: string): Promise<string[] | undefined>;
}

/** The machine's disk; throws only for what is there and cannot be read. */
export const disk: Disk = {
  readText: async (path) => readFile(path, 'utf8').catch(missing),
  list: async (folder) => readdir(folder).catch(missing),
};

/** Where an administrator's settings lie; https://code.claude.com/docs/en/settings, 2026-11. */
function managedFolder(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return '/Library/Application Support/ClaudeCode';
  return platform === 'win32' ? String.raw`C:\Program Files\ClaudeCode` : '/etc/claude-code';
}

export interface SourceOptions {
  platform: NodeJS.Platform;
  /** Our own environment: what a shell exports later, or only there, is not in it. */
  env: Readonly<Record<string, string | undefined>>;
  projectFolder: string | undefined;
  disk: Disk;
}

/** Reads what else acts on Claude Code, and says which files could not be read. */
export async function readSources(
  options: SourceOptions,
): Promise<{ sources: Source[]; warnings: ClaudeCodeWarning[] }> {
  const { platform, env, projectFolder } = options;
  const warnings: ClaudeCodeWarning[] = [];
  const managed = managedFolder(platform);
  const parts =
    (await tryRead(async () => options.disk.list(join(managed, 'managed-settings.d')), managed)) ?? [];
  const files = [
    join(managed, 'managed-settings.json'),
    ...parts
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(managed, 'managed-settings.d', name)),
    ...(projectFolder === undefined
      ? []
      : ['settings.local.json', 'settings.json'].map((name) => join(projectFolder, '.claude', name))),
  ];
  const sources: Source[] = [{ where: 'the environment', wins: false, settings: { env } }];
  for (const where of files) {
    const text = await tryRead(async () => options.disk.readText(where), where);
    if (text === undefined) continue;
    const read = readSettings(text.replace(/^\uFEFF/, ''));
    if (read.kind === 'sound') sources.push({ where, wins: true, settings: read.settings });
    else
      warnings.push({
        code: 'unreadable',
        where,
        message: `it is not read by Claude Code either: ${read.message}`,
      });
  }
  return { sources, warnings };

  async function tryRead<Value>(read: () => Promise<Value>, where: string): Promise<Value | undefined> {
    try {
      return await read();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      warnings.push({
        code: 'unreadable',
        where,
        message: `it cannot be read, and was not looked at (${reason})`,
      });
      return undefined;
    }
  }
}

function missing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}
