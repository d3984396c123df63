import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createClaudeCodeSetup,
  type ClaudeCodeSetup,
  type ClaudeCodeSetupOptions,
} from '../../../src-main/core/setup/claude-code/setup.ts';
import type { RouterFacts } from '../../../src-main/core/setup/claude-code/situation.ts';
import { disk } from '../../../src-main/core/setup/claude-code/sources.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';

export const token = 'sbx-AAAAAAAAAAAAAAAAAAAAAAAAAAAAwxyz';
export const address = 'http://127.0.0.1:4000';

const router: RouterFacts = {
  address,
  token,
  isTokenKept: true,
  tokens: [token],
  providers: [],
  knowsModel: () => true,
};

/** A machine with a home of its own until the test ends. */
export interface Given {
  setup: ClaudeCodeSetup;
  home: string;
  settingsPath: string;
  dataDir: string;
  secrets: ReturnType<typeof memorySecrets>;
  /** Writes the settings file as it is given. */
  write(text: string): Promise<void>;
  /** The settings file's text; undefined where there is none. */
  read(): Promise<string | undefined>;
  /** The same machine with other facts or parts. */
  with(changes: Partial<ClaudeCodeSetupOptions>, facts?: Partial<RouterFacts>): ClaudeCodeSetup;
}

export async function given(text?: string): Promise<Given> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-setup-'));
  onTestFinished(async () => rm(home, { recursive: true, force: true }));
  const made = machine(home, join(home, 'data'));
  await mkdir(made.dataDir);
  if (text !== undefined) await made.write(text);
  return made;
}

/** A machine whose home and data folder are there already. */
export function machine(home: string, dataDir: string): Given {
  const settingsPath = join(home, '.claude', 'settings.json');
  const secrets = memorySecrets();
  const options: ClaudeCodeSetupOptions = {
    dataDir,
    home,
    platform: 'linux',
    env: {},
    secrets,
    disk: {
      readText: async (path) => (path.startsWith(home) ? disk.readText(path) : undefined),
      list: async () => [],
    },
    statusLineCommand: 'signalbox statusline',
    router: () => router,
  };
  return {
    setup: createClaudeCodeSetup(options),
    home,
    settingsPath,
    dataDir,
    secrets,
    async write(text) {
      await mkdir(dirname(settingsPath), { recursive: true });
      await writeFile(settingsPath, text);
    },
    read: async () => readFile(settingsPath, 'utf8').catch(() => undefined),
    with: (changes, facts = {}) =>
      createClaudeCodeSetup({ ...options, router: () => ({ ...router, ...facts }), ...changes }),
  };
}
