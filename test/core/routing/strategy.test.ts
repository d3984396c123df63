import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderTargets } from '../../../src-main/core/routing/strategy.ts';

const targets = fc
  .array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 })
  .map((weights) => weights.map((weight, id) => ({ id, weight })));
const chance = fc.record({
  turn: fc.nat(),
  point: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

describe('the order of attempts', () => {
  test.each(['priority', 'round-robin', 'weighted'] as const)('%s tries every target once', (strategy) => {
    fc.assert(
      fc.property(targets, chance, (given, { turn, point }) => {
        const order = orderTargets(given, strategy, { turn, random: () => point });
        expect(order.toSorted((one, other) => one.id - other.id)).toEqual(given);
      }),
    );
  });

  test('priority keeps the order of the config', () => {
    const given = [{ weight: 1 }, { weight: 9 }];
    expect(orderTargets(given, 'priority', { turn: 5, random: () => 0.9 })).toEqual(given);
  });

  test('round-robin lets each target lead once in as many turns as there are targets', () => {
    fc.assert(
      fc.property(targets, fc.nat(), (given, first) => {
        const leaders = given.map(
          (_, turn) => orderTargets(given, 'round-robin', { turn: first + turn, random: Math.random })[0],
        );
        expect(new Set(leaders).size).toBe(given.length);
      }),
    );
  });

  test('weighted lets each target lead as often as its weight says', () => {
    const given = [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 3 },
      { id: 'c', weight: 6 },
    ];
    const leaders = Array.from(
      { length: 1000 },
      (_, step) => orderTargets(given, 'weighted', { turn: 0, random: () => (step + 0.5) / 1000 })[0]?.id,
    );
    expect(leaders.filter((id) => id === 'a')).toHaveLength(100);
    expect(leaders.filter((id) => id === 'b')).toHaveLength(300);
    expect(leaders.filter((id) => id === 'c')).toHaveLength(600);
  });

  test('no targets make no attempts', () => {
    expect(orderTargets([], 'round-robin', { turn: 3, random: Math.random })).toEqual([]);
    expect(orderTargets([], 'weighted', { turn: 3, random: Math.random })).toEqual([]);
  });
});
