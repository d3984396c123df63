import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { microsOf } from '../../../src-main/core/prices/cost.ts';
import { roundedSum } from '../../../src-main/core/prices/decimal.ts';

/** A price of so many steps of a tenth of a billionth, as a config or a list might write it. */
const price = fc.integer({ min: 0, max: 2_000_000_000 }).map((steps) => ({
  steps: BigInt(steps),
  price: Number(`${steps}e-7`),
}));
const term = fc.record({ count: fc.integer({ min: 0, max: 10_000_000 }), price });

test('the sum is within half a micro of the exact one, whatever is added', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
      const sum = roundedSum(
        terms.map(({ count, price: { price: written } }) => ({ count, price: written })),
      );
      if (sum === null) throw new Error('within the exact numbers');
      // All in steps of 1e-7, so that nothing is rounded on this side.
      const exact = terms.reduce((total, { count, price: { steps } }) => total + BigInt(count) * steps, 0n);
      const off = BigInt(sum) * 10_000_000n - exact;
      expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(10_000_000n);
    }),
  );
});

test('a cost that is split over requests differs by half a micro for each at most', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }),
      price,
      (counts, { price: written }) => {
        const parts = counts.map((count) => roundedSum([{ count, price: written }]) ?? Number.NaN);
        const whole = roundedSum([{ count: counts.reduce((a, b) => a + b), price: written }]) ?? Number.NaN;
        const sum = parts.reduce((a, b) => a + b);
        expect(Math.abs(sum - whole)).toBeLessThanOrEqual((counts.length + 1) / 2);
      },
    ),
  );
});

test('a tenth is a tenth: three times 0.1 and half a micro round as on paper', () => {
  // In floating point 0.1 × 3 = 0.30000000000000004, and 1.005 × 100 = 100.49999999999999.
  expect(roundedSum([{ count: 100, price: 1.005 }])).toBe(101);
  expect(roundedSum([{ count: 5, price: 0.1 }])).toBe(1);
  expect(roundedSum([{ count: 4, price: 0.1 }])).toBe(0);
});

test('numbers that JavaScript writes with an exponent are read', () => {
  expect(roundedSum([{ count: 10_000_000, price: 1.5e-7 }])).toBe(2);
  expect(roundedSum([{ count: 1, price: 5e-324 }])).toBe(0);
});

test('a sum beyond the exact numbers is unknown rather than wrong', () => {
  expect(roundedSum([{ count: 1, price: 1e21 }])).toBeNull();
  expect(roundedSum([{ count: 1, price: 1e300 }])).toBeNull();
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('%d dollars are no cost', (usd) => {
  expect(microsOf(usd)).toBeNull();
});
