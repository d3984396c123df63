import { posix, win32 } from 'node:path';
import type { ImportTool } from '../../../contract/imports.ts';

/** Where a tool keeps its config. */
export interface Place {
  tool: ImportTool;
  path: string;
  /** What the file must hold, where its name says nothing. */
  holds?: RegExp;
}

interface Machine {
  home: string;
  workingFolder: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

const modelList = /^\s*"?model_list"?\s*:/m;

/** The usual places of configs on a machine, newest kind first. */
export function usualPlaces({ home, workingFolder, platform, env }: Machine): Place[] {
  const paths = platform === 'win32' ? win32 : posix;
  const join = (...steps: string[]): string => paths.join(...steps);
  const roaming = env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  const onWindows: Place[] = [
    { tool: 'claude-code-router', path: join(roaming, 'claude-code-router', 'config.sqlite') },
    { tool: 'claude-code-router', path: join(roaming, 'Claude Code Router', 'config.json') },
  ];
  return [
    ...(platform === 'win32' ? onWindows : []),
    { tool: 'claude-code-router', path: join(home, '.claude-code-router', 'config.sqlite') },
    { tool: 'claude-code-router', path: join(home, '.claude-code-router', 'config.json') },
    { tool: 'claude-code-mux', path: join(home, '.claude-code-mux', 'config.toml') },
    { tool: 'claude-code-mux', path: join(home, '.config', 'claude-code-mux', 'config.toml') },
    { tool: 'cc-switch', path: join(home, '.cc-switch', 'cc-switch.db') },
    { tool: 'cc-switch', path: join(home, '.cc-switch', 'config.json') },
    ...['litellm_config.yaml', 'config.yaml'].flatMap((name): Place[] => [
      { tool: 'litellm', path: join(workingFolder, name), holds: modelList },
      { tool: 'litellm', path: join(home, '.litellm', name), holds: modelList },
    ]),
  ];
}
