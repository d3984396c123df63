import { expect, test } from 'vitest';
import { createTurns } from '../../../src-main/core/exchange/turns.ts';

test('between any two turns the event loop goes round', async () => {
  const takeTurn = createTurns();
  const order: string[] = [];
  const turns = ['a', 'b', 'c'].map(async (name) => {
    await takeTurn();
    order.push(name);
    setImmediate(() => order.push(`after ${name}`));
  });
  await Promise.all(turns);
  expect(order.filter((name) => !name.startsWith('after'))).toEqual(['a', 'b', 'c']);
  expect(order.indexOf('after a')).toBeLessThan(order.indexOf('c'));
});
