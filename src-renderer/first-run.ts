import type { OperationOutput } from '../src-main/contract/operations.ts';

type Config = OperationOutput<'config.get'>;

/** Whether nobody but the built-in demo answers yet. */
export function isFirstRun(config: Config): boolean {
  const { providers } = config;
  return Array.isArray(providers) && providers.every((provider) => isDemo(provider));
}

/** The config with a found program added as a provider, and everything sent to one of its models. */
export function withFound(
  config: Config,
  found: { preset: string; baseUrl: string },
  model: string,
): { config: Config; target: string } {
  const { providers, routes } = config;
  const target = `${found.preset}/${model}`;
  const provider = { id: found.preset, preset: found.preset, baseUrl: found.baseUrl, keys: [] };
  return {
    target,
    config: {
      ...config,
      providers: [...(Array.isArray(providers) ? providers : []), provider],
      routes: { ...(typeof routes === 'object' ? routes : {}), default: target },
    },
  };
}

function isDemo(provider: unknown): boolean {
  if (typeof provider !== 'object' || provider === null) return false;
  return (
    ('preset' in provider && provider.preset === 'demo') || ('wire' in provider && provider.wire === 'demo')
  );
}
