import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmount } from '../../../src-renderer/pages/dashboard/amount.ts';

describe('an amount that was typed', () => {
  test.for<[typed: string, locale: string, micros: number]>([
    ['20', 'en-US', 20_000_000],
    ['$20.50', 'en-US', 20_500_000],
    ['-1.5', 'en-US', -1_500_000],
    ['−1,50', 'de-DE', -1_500_000],
    ['12,5', 'en-US', 12_500_000],
    ['1,234.56', 'en-US', 1_234_560_000],
    ['1.234,56', 'en-US', 1_234_560_000],
    ['1 234,56', 'fr-FR', 1_234_560_000],
    ["1'234.5", 'de-CH', 1_234_500_000],
    ['1,234', 'en-US', 1_234_000_000],
    ['1.234', 'en-US', 1_234_000],
    ['1.234', 'de-DE', 1_234_000_000],
    ['1,234', 'de-DE', 1_234_000],
    ['0,123', 'en-US', 123_000],
    ['.5', 'en-US', 500_000],
    ['１２．５', 'zh-CN', 12_500_000],
    ['0.000001', 'en-US', 1],
    ['1.1000000', 'en-US', 1_100_000],
    ['1,000,000', 'en-US', 1_000_000_000_000],
  ])('"%s" in %s is %d micro-dollars', ([typed, locale, micros]) => {
    expect(readAmount(typed, locale)).toEqual({ kind: 'micros', micros });
  });

  test.for<[typed: string, problem: string]>([
    ['', 'empty'],
    [' $ ', 'empty'],
    ['much', 'unreadable'],
    ['1e3', 'unreadable'],
    ['1.2.3', 'unreadable'],
    ['1,23,4', 'unreadable'],
    ['1.', 'unreadable'],
    ['--1', 'unreadable'],
    ['0x10', 'unreadable'],
    ['0.0000001', 'tooFine'],
    ['0', 'zero'],
    ['-0.00', 'zero'],
    ['1000000.01', 'tooLarge'],
    ['99999999999999999999', 'tooLarge'],
  ])('"%s" is refused: %s', ([typed, problem]) => {
    expect(readAmount(typed, 'en-US')).toEqual({ kind: 'problem', problem });
  });

  test('is read as it is written in the locale, to the micro-dollar', () => {
    const all = integer({ min: 1, max: 1_000_000_000_000 });
    assert(
      property(all, constantFrom('en-US', 'de-DE', 'fr-FR', 'zh-CN', 'de-CH'), (micros, locale) => {
        const written = new Intl.NumberFormat(locale, {
          minimumFractionDigits: 6,
          maximumFractionDigits: 6,
        }).format(micros / 1_000_000);
        expect(readAmount(written, locale)).toEqual({ kind: 'micros', micros });
      }),
    );
  });
});
