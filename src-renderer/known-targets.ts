import type { Config } from '../src-main/contract/config.ts';

/** What a route may be set to, as far as the config names it: names in `models`, then `provider/model`. */
export function knownTargets({ providers, models }: Pick<Config, 'providers' | 'models'>): string[] {
  const aliases = Object.keys(models).filter((name) => !name.includes('*'));
  const served = providers.flatMap(({ id, models: listed = [] }) => listed.map((model) => `${id}/${model}`));
  const targets = Object.values(models).flatMap((entry) =>
    entry.targets.map((target) => (typeof target === 'string' ? target : target.target)),
  );
  return [...new Set([...aliases, ...served, ...targets])];
}
