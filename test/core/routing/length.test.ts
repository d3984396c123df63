import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedFor } from '../../../src-main/core/routing/length.ts';
import { decide } from '../../../src-main/core/routing/route.ts';
import { everyRoute, factsOf, routingOf } from './given.ts';

const long = (bytes: number, more = {}) => factsOf({ model: 'm', ...more }, { bodyBytes: bytes });

describe('a request is counted before its way is decided', () => {
  test('where its length is near the limit, as the target counts that would take it if it were short', () => {
    expect(countedFor(long(400_000), routingOf())?.target).toBe('on/default');
    const planning = long(400_000, { thinking: { type: 'enabled' } });
    expect(countedFor(planning, routingOf())?.target).toBe('on/think');
  });

  test('where a rule asks for a length that is near', () => {
    const rules = [{ name: 'long', when: { minTokens: 2_000 }, use: 'on/x' }];
    expect(countedFor(long(8_000), routingOf({ rules }))?.target).toBe('on/default');
  });

  test('but not where bytes alone decide', () => {
    expect(countedFor(long(100_000), routingOf())).toBeNull();
    expect(countedFor(long(2_000_000), routingOf())).toBeNull();
  });

  test('nor where nothing asks for its length', () => {
    const routing = routingOf({ routes: { ...everyRoute, longContext: null } });
    expect(countedFor(long(400_000), routing)).toBeNull();
  });

  test('nor where its way is decided by what comes before', () => {
    expect(countedFor(long(400_000, { model: 'on/this' }), routingOf())).toBeNull();
    const searching = { tools: [{ type: 'web_search_20250305', name: 'web_search' }] };
    expect(countedFor(long(400_000, searching), routingOf())).toBeNull();
  });
});

test('two rules of one name are two ways', () => {
  const rules = [
    { name: 'a', when: { minTokens: 100_000 }, use: 'on/x' },
    { name: 'b', when: { minTokens: 10_000 }, use: 'on/y' },
    { name: 'a', when: {}, use: 'on/x' },
  ];
  expect(countedFor(long(150_000), routingOf({ rules }))).not.toBeNull();
});

test('where nothing is counted, every length that is possible leads the same way', () => {
  const rule = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    when: fc.record({ minTokens: fc.integer({ min: 0, max: 300_000 }) }),
    use: fc.constantFrom('on/x', 'on/y'),
  });
  const limits = fc.record({
    rules: fc.array(rule, { maxLength: 4 }),
    aboveTokens: fc.integer({ min: 1, max: 300_000 }),
  });
  fc.assert(
    fc.property(
      limits,
      fc.integer({ min: 100, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, bytes, share) => {
        const { rules, aboveTokens } = given;
        const longContext = { use: 'on/long', aboveTokens };
        const routing = routingOf({ rules, routes: { ...everyRoute, longContext } });
        const facts = long(bytes);
        if (countedFor(facts, routing) !== null) return;
        const { least, most } = facts.inputTokenRange;
        const estimatedInputTokens = Math.round(least + share * (most - least));
        const { route, use } = decide(facts, routing);
        expect(decide({ ...facts, estimatedInputTokens }, routing)).toMatchObject({ route, use });
      },
    ),
  );
});
