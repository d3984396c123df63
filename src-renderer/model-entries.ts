import type { Config, ModelEntry } from '../src-main/contract/config.ts';
import { nameOfTarget } from './config-uses.ts';
import { withMoved } from './moved.ts';

type Target = ModelEntry['targets'][number];

/** A config in which one entry of `models` is another; one that is gone meanwhile stays gone. */
export function withEntry(config: Config, name: string, change: (entry: ModelEntry) => ModelEntry): Config {
  const entry = Object.hasOwn(config.models, name) ? config.models[name] : undefined;
  if (!entry) return config;
  const models = Object.entries(config.models).map(([other, one]) => [
    other,
    other === name ? change(entry) : one,
  ]);
  return { ...config, models: Object.fromEntries(models) };
}

/** A config with one more name, after the others. */
export function withNewEntry(config: Config, name: string, target: string): Config {
  const entry: ModelEntry = { targets: [target], strategy: 'priority' };
  return { ...config, models: Object.fromEntries([...Object.entries(config.models), [name, entry]]) };
}

/** Whether a name catches all that fit it. */
export function isPattern(name: string): boolean {
  return name.includes('*');
}

/** A config in which a pattern takes the place of another, so that it is asked sooner or later; names stay where they are. */
export function withPatternMoved(config: Config, name: string, to: number): Config {
  const patterns = Object.keys(config.models).filter(isPattern);
  const inOrder = withMoved(patterns, patterns.indexOf(name), to).values();
  const models = Object.keys(config.models).map((place) => {
    const here = isPattern(place) ? (inOrder.next().value ?? place) : place;
    return [here, config.models[here]];
  });
  return { ...config, models: Object.fromEntries(models) };
}

/** How much of the requests a target gets where they are spread by weight; 1 where nothing else is said. */
export function weightOf(target: Target): number {
  return typeof target === 'string' ? 1 : target.weight;
}

/** A target with a weight; one of weight 1 is written as its name alone. */
export function withWeight(target: Target, weight: number): Target {
  const name = nameOfTarget(target);
  return weight === 1 ? name : { target: name, weight };
}

/** Which share of the requests a target gets, from 0 to 1. */
export function shareOf(entry: ModelEntry, index: number): number {
  const weights = entry.targets.map((target) => (entry.strategy === 'weighted' ? weightOf(target) : 1));
  return (weights[index] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
}
