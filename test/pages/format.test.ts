import { describe, expect, test } from 'vitest';
import { createFormat } from '../../src-renderer/format.ts';

const english = createFormat('en-US');
const chinese = createFormat('zh-CN');

test('an unknown figure is a dash and a figure of nothing is 0', () => {
  expect([english.count(null), english.money(null), english.tokens(null), english.percent(null)]).toEqual([
    '–',
    '–',
    '–',
    '–',
  ]);
  expect([english.count(0), english.money(0), english.duration(0)]).toEqual(['0', '$0.00', '0ms']);
});

describe('a span of time', () => {
  test.for<[number | null, string]>([
    [null, '–'],
    [3.4, '3ms'],
    [999.4, '999ms'],
    [999.5, '1.0s'],
    [12_345, '12.3s'],
    [59_949, '59.9s'],
    [59_950, '1m 0s'],
    [95_000, '1m 35s'],
  ])('of %s ms reads %s', ([spanMs, shown]) => {
    expect(english.duration(spanMs)).toBe(shown);
  });

  test('is said in the language of the page', () => {
    expect(chinese.duration(12_345)).toBe('12.3秒');
  });
});

describe('money', () => {
  test.for<[number, string]>([
    [1234.5, '$1,234.50'],
    [0.01, '$0.01'],
    [0.00421, '$0.0042'],
    [0.000001, '$0.000001'],
    [-3, '-$3.00'],
  ])('of %s dollars reads %s', ([usd, shown]) => {
    expect(english.money(usd)).toBe(shown);
  });

  test('of another currency bears its sign, and of an unknown one its name', () => {
    expect(english.amount('110.00', 'CNY')).toBe('¥110.00');
    expect(english.amount('12.5', 'credits')).toBe('12.5 credits');
  });
});

test('tokens are short once they are many', () => {
  expect([9999, 12_345, 1_250_000].map(english.tokens)).toEqual(['9,999', '12.3K', '1.3M']);
});

describe('how long ago', () => {
  test.for<[number, string]>([
    [0, 'now'],
    [9, 'now'],
    [47, '40 sec. ago'],
    [150, '2 min. ago'],
    [7300, '2 hr. ago'],
    [90_000, 'yesterday'],
  ])('%s seconds read %s', ([seconds, shown]) => {
    expect(english.ago(1_000_000, 1_000_000 + seconds * 1000)).toBe(shown);
  });

  test('a clock that runs behind says now', () => {
    expect(english.ago(2000, 1000)).toBe('now');
  });
});
