import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema, type Config } from '../contract/config.ts';
import { ConfigError } from '../core/config/config-error.ts';
import { override } from '../core/config/overrides.ts';
import { parseConfig } from '../core/config/parse.ts';
import { findPreset } from '../core/providers/presets.ts';
import { CommandError } from './command-error.ts';
import type { Where } from './command-line.ts';

interface WrittenConfigOptions extends Where {
  env: Readonly<Record<string, string | undefined>>;
}

/** Where a core of this data folder listens, or would. @throws CommandError where its config cannot be read */
export function readWrittenConfig(options: WrittenConfigOptions): Config['server'] {
  try {
    return readConfig(options).server;
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message, 1, { cause: error });
    throw error;
  }
}

/** The config of a data folder with environment and flags laid over; the defaults where there is none. @throws ConfigError */
export function readConfig({ dataDir, overrides, env }: WrittenConfigOptions): Config {
  const file = join(dataDir, 'config.json');
  const text = readIfThere(file);
  if (text !== undefined) return parseConfig(text, { file, env, overrides, findPreset }).config;
  const { config, problems } = override(withoutFile, env, overrides);
  if (problems.length > 0) throw new ConfigError(file, problems);
  return config;
}

const withoutFile = configSchema.parse({
  providers: [{ id: 'demo', preset: 'demo' }],
  routes: { default: 'demo/demo' },
});

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
