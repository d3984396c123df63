import { expect, test } from 'vitest';
import { factsByCount } from '../../../src-main/core/exchange/count-for-routing.ts';
import type { RequestCount } from '../../../src-main/core/tokens/request-count.ts';
import { factsOf, routingOf } from '../routing/given.ts';

/** A count that is there at once, or never. */
function answering(answer: Promise<number>) {
  const asked: string[] = [];
  const count: Pick<RequestCount, 'whole'> = {
    whole: ({ target }) => {
      asked.push(target);
      return answer;
    },
  };
  return { asked, count };
}

const near = factsOf({ model: 'm' }, { bodyBytes: 400_000 });

test('the count takes the place of the estimate where the way depends on it', async () => {
  const { asked, count } = answering(Promise.resolve(123_456));
  expect(await factsByCount(near, routingOf(), count)).toEqual({ ...near, estimatedInputTokens: 123_456 });
  expect(asked).toEqual(['on/default']);
});

test('nothing is counted where it does not', async () => {
  const { asked, count } = answering(Promise.resolve(1));
  const facts = factsOf({ model: 'm' });
  expect(await factsByCount(facts, routingOf(), count)).toBe(facts);
  expect(asked).toEqual([]);
});

test('a count that does not come leaves the estimate by bytes', async () => {
  const { count } = answering(new Promise(() => undefined));
  expect(await factsByCount(near, routingOf(), count)).toBe(near);
});
