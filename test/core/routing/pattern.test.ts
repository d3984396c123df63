import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '../../../src-main/core/routing/pattern.ts';

test.each([
  ['claude-*', 'claude-opus', true],
  ['claude-*', 'claude-', true],
  ['claude-*', 'xclaude-opus', false],
  ['*', '', true],
  ['*haiku*', 'claude-haiku-5', true],
  ['a*/b', 'a/x/y/b', true],
  ['a*a', 'a', false],
  ['*ab*ab', 'abab', true],
  ['*ab*ab', 'aab', false],
  ['a.c', 'abc', false],
])('%s and %s: %s', (pattern, text, matches) => {
  expect(compilePattern(pattern)(text)).toBe(matches);
});

const few = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 12 });

test('it agrees with the regular expression that says the same', () => {
  fc.assert(
    fc.property(few, few, (pattern, text) => {
      const said = new RegExp(
        `^${pattern
          .split('*')
          .map((piece) => piece.replaceAll('/', '\\/'))
          .join('[^]*')}$`,
      );
      expect(compilePattern(pattern)(text)).toBe(said.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('a pattern of many stars over a long text is done at once', () => {
  const matches = compilePattern(`${'*a'.repeat(1000)}*b`);
  const start = performance.now();
  expect(matches('a'.repeat(100_000))).toBe(false);
  expect(matches(`${'a'.repeat(100_000)}b`)).toBe(true);
  expect(performance.now() - start).toBeLessThan(500);
});
