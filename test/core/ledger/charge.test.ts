import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargeMicros, creditState } from '../../../src-main/core/ledger/charge.ts';

describe('a charge', () => {
  test.each([
    [0, 20, 0],
    [100, 0, 100],
    [100, 12.5, 113],
    [1, 49.999999, 1],
    [1, 50, 2],
    [10, 5, 11],
    [9, 5, 9],
    [3, 0.1, 3],
    [1_000_000, 0.000_001, 1_000_000],
    [1_000_000_000, 0.000_001, 1_000_000_010],
    [999_999_999_999, 1_000, 10_999_999_999_989],
  ])('of %i micro-dollars with %d %% on it is %i', (cost, markup, charge) => {
    expect(chargeMicros(cost, markup)).toBe(charge);
  });

  test('is the exact product rounded half up, however the percent is written', () => {
    const hundredths = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), hundredths, (cost, percent) => {
        const exact = BigInt(cost) * BigInt(10_000 + percent);
        const rest = exact % 10_000n;
        const expected = exact / 10_000n + (rest >= 5_000n ? 1n : 0n);
        expect(chargeMicros(cost, percent / 100)).toBe(Number(expected));
      }),
    );
  });
});

describe('a client', () => {
  const account = (basisMicros: number, spentMicros: number) => ({
    basisMicros,
    balanceMicros: basisMicros - spentMicros,
  });

  test('without a limit is never refused', () => {
    expect(creditState(account(0, 1e12), null)).toBe('ok');
  });

  test('that is prepaid and has nothing is refused', () => {
    expect(creditState(account(0, 0), 0)).toBe('refused');
  });

  test.each([
    [0, 'ok'],
    [7_999_999, 'ok'],
    [8_000_000, 'warn'],
    [9_999_999, 'warn'],
    [10_000_000, 'refused'],
    [10_000_001, 'refused'],
  ] as const)('that may spend $10 and spent %i micro-dollars is %s', (spent, state) => {
    expect(creditState(account(10_000_000, spent), 0)).toBe(state);
    expect(creditState(account(0, spent), 10)).toBe(state);
    expect(creditState(account(7_500_000, spent), 2.5)).toBe(state);
  });

  test('only ever gets closer to the end by spending', () => {
    const order = ['ok', 'warn', 'refused'];
    const amount = fc.integer({ min: 0, max: 2e7 });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 0, max: 20 }), (basis, spent, more, limit) => {
        const before = order.indexOf(creditState(account(basis, spent), limit));
        const after = order.indexOf(creditState(account(basis, spent + more), limit));
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
