import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatUsd, toMicros, toUsd } from '../../src-main/core/money.ts';

test.each([
  [0, '$0.00'],
  [5_000_000, '$5.00'],
  [1_234_567, '$1.234567'],
  [-500_000, '-$0.50'],
  [1_200, '$0.0012'],
  [12_340_000_000, '$12340.00'],
])('%i micro-dollars are %s', (micros, text) => {
  expect(formatUsd(micros)).toBe(text);
});

test('dollars and micro-dollars lose nothing in either direction', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (micros) => {
      expect(toMicros(toUsd(micros))).toBe(micros);
      expect(Number(formatUsd(micros).replace('$', ''))).toBe(toUsd(micros));
    }),
  );
});
