import { describe, expect, test } from 'vitest';
import { readBalances, type BalanceSource } from '../../../src-main/core/providers/balance.ts';

const openrouter: BalanceSource = { kind: 'openrouter', path: '/key' };
const moonshot: BalanceSource = { kind: 'moonshot', path: '/users/me/balance', currency: 'CNY' };

test('OpenRouter tells what is left of the key and what it spent', () => {
  const data = { label: 'sk-or-v1-0e6…', limit: 20, limit_remaining: 7.5, usage: 12.5, usage_daily: 1 };
  expect(readBalances(openrouter, { data })).toEqual([
    { currency: 'USD', amount: '7.5', kind: 'key-limit' },
    { currency: 'USD', amount: '12.5', kind: 'spent' },
  ]);
});

test('an OpenRouter key without a limit tells what it spent, and nothing is made up for the rest', () => {
  const data = { limit: null, limit_remaining: null, usage: 0 };
  expect(readBalances(openrouter, { data })).toEqual([{ currency: 'USD', amount: '0', kind: 'spent' }]);
});

test('DeepSeek tells each currency, digit for digit', () => {
  const infos = [
    { currency: 'CNY', total_balance: '110.00', granted_balance: '10.00', topped_up_balance: '100.00' },
    { currency: 'USD', total_balance: '0.10', granted_balance: '0.00', topped_up_balance: '0.10' },
  ];
  expect(readBalances({ kind: 'deepseek', path: '' }, { is_available: true, balance_infos: infos })).toEqual([
    { currency: 'CNY', amount: '110.00', kind: 'available' },
    { currency: 'CNY', amount: '10.00', kind: 'granted' },
    { currency: 'CNY', amount: '100.00', kind: 'paid' },
    { currency: 'USD', amount: '0.10', kind: 'available' },
    { currency: 'USD', amount: '0.00', kind: 'granted' },
    { currency: 'USD', amount: '0.10', kind: 'paid' },
  ]);
});

test("Moonshot tells numbers in its site's currency, debts too", () => {
  const data = { available_balance: 49.58894, voucher_balance: 49.58894, cash_balance: -3.00001 };
  expect(readBalances(moonshot, { code: 0, data, scode: '0x0', status: true })).toEqual([
    { currency: 'CNY', amount: '49.58894', kind: 'available' },
    { currency: 'CNY', amount: '49.58894', kind: 'granted' },
    { currency: 'CNY', amount: '-3.00001', kind: 'paid' },
  ]);
});

test('Vercel tells dollars as text', () => {
  expect(
    readBalances({ kind: 'vercel', path: '/credits' }, { balance: '95.50', total_used: '4.50' }),
  ).toEqual([
    { currency: 'USD', amount: '95.50', kind: 'available' },
    { currency: 'USD', amount: '4.50', kind: 'spent' },
  ]);
});

describe('amounts', () => {
  test.each([
    [1e-7, '0.0000001'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1200, '1200'],
    ['-0.5', '-0.5'],
  ])('%s is %s', (usage, amount) => {
    expect(readBalances(openrouter, { data: { usage } })).toMatchObject([{ amount }]);
  });

  test.each([undefined, null, 'many', '', Number.NaN, {}])('%s is none', (usage) => {
    expect(readBalances(openrouter, { data: { usage } })).toEqual([]);
  });
});

test.each([undefined, null, 'Not found', [], { data: [] }, { balance_infos: {} }])(
  'an answer like %j tells nothing',
  (answer) => {
    for (const source of [openrouter, moonshot, { kind: 'deepseek', path: '' } as const]) {
      expect(readBalances(source, answer)).toEqual([]);
    }
  },
);
