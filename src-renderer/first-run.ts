import type { Config, WrittenConfig } from '../src-main/contract/config.ts';

/** Whether nobody but the built-in demo answers yet. */
export function isFirstRun({ providers }: Config): boolean {
  return providers.every(({ preset, wire }) => preset === 'demo' || wire === 'demo');
}

/** The config with a found program added as a provider, and everything sent to one of its models. */
export function withFound(
  config: Config,
  found: { preset: string; baseUrl: string },
  model: string,
): { config: WrittenConfig; target: string } {
  const target = `${found.preset}/${model}`;
  const provider = { id: found.preset, preset: found.preset, baseUrl: found.baseUrl, keys: [] };
  return {
    target,
    config: {
      ...config,
      providers: [...config.providers, provider],
      routes: { ...config.routes, default: target },
    },
  };
}
