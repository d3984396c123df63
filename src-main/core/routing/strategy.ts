import type { ModelEntry } from '../../contract/config.ts';

/** What the order of attempts depends on besides the targets. */
export interface Chance {
  /** How many requests the same entry of `models` had before this one. */
  turn: number;
  /** A number from 0 up to 1, anew at each call. */
  random: () => number;
}

/**
 * Puts targets in the order in which to try them, each of them once. `priority` keeps their order, `round-robin` begins
 * one further at each turn, `weighted` draws them by weight.
 */
export function orderTargets<Target extends { weight: number }>(
  targets: readonly Target[],
  strategy: ModelEntry['strategy'],
  chance: Chance,
): Target[] {
  return orders[strategy](targets, chance);
}

type Order = <Target extends { weight: number }>(targets: readonly Target[], chance: Chance) => Target[];

const orders: Record<ModelEntry['strategy'], Order> = {
  priority: (targets) => [...targets],
  'round-robin': (targets, { turn }) => {
    const first = targets.length > 0 ? turn % targets.length : 0;
    return [...targets.slice(first), ...targets.slice(0, first)];
  },
  weighted: (targets, { random }) => {
    const left = [...targets];
    return targets.flatMap(() => left.splice(draw(left, random()), 1));
  },
};

/** The index that a point between 0 and 1 falls on when each target is as wide as its weight. */
function draw(targets: readonly { weight: number }[], point: number): number {
  let rest = point * targets.reduce((sum, { weight }) => sum + weight, 0);
  const index = targets.findIndex(({ weight }) => (rest -= weight) < 0);
  return index < 0 ? targets.length - 1 : index;
}
