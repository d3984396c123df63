import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { parseConfig } from '../config/parse.ts';
import { findPreset } from '../providers/presets.ts';
import { compileRouting } from '../routing/routing.ts';
import type { ApiContext } from './context.ts';

type Parts = Pick<ApiContext, 'config' | 'machine' | 'pause' | 'trial'>;

/** Says where a request would go and why, under the config in force or one that is only thought of. */
export async function tryRouting(
  asked: OperationInput<'routes.trial'>,
  { config, machine, pause, trial }: Parts,
): Promise<OperationOutput<'routes.trial'>> {
  const tried = asked.config === undefined ? config.current() : read(asked.config, machine);
  return trial(asked, compileRouting(tried, pause.isPaused()));
}

function read(config: Record<string, unknown>, { env }: Parts['machine']) {
  const context = { file: 'config.json', env, overrides: {}, findPreset };
  return parseConfig(JSON.stringify(config), context).config;
}
