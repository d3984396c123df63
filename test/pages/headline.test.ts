import { expect, test } from 'vitest';
import type { ClientCredits } from '../../src-main/contract/credits.ts';
import type { ProviderBalance } from '../../src-main/contract/providers.ts';
import { headlineOf } from '../../src-renderer/headline.ts';

const client = (id: string, more: Partial<ClientCredits>): ClientCredits => ({
  client: id,
  name: id,
  balanceUsd: 10,
  limitUsd: 0,
  markupPercent: 0,
  state: 'ok',
  ...more,
});
const told = (id: string, balances: ProviderBalance['balances'], note: string | null = null) => ({
  id,
  told: true,
  balances,
  atMs: 1,
  note,
});
const today = { costUsd: 1.25, requests: 4 };
const nothing = { credits: undefined, balances: undefined, today: undefined };

test('while nothing is known nothing is said', () => {
  expect(headlineOf(nothing)).toBeUndefined();
});

test('what a client may still spend comes first, its limit below zero included', () => {
  const credits = [client('a', { balanceUsd: -2, limitUsd: 5 }), client('free', { limitUsd: null })];
  expect(headlineOf({ credits, balances: [], today })).toEqual({
    kind: 'credit',
    usd: 3,
    client: 'a',
    state: 'ok',
  });
});

test('of several clients the one in the worst state is shown, then the one with least left', () => {
  const refused = client('refused', { balanceUsd: 50, state: 'refused' });
  const little = client('little', { balanceUsd: 1 });
  const much = client('much', { balanceUsd: 9 });
  expect(headlineOf({ ...nothing, credits: [much, little, refused] })).toMatchObject({ client: 'refused' });
  expect(headlineOf({ ...nothing, credits: [much, little] })).toMatchObject({ client: 'little' });
});

test('without a limit it is what a provider says can be spent, in its currency and old where it is', () => {
  const balances = [
    told('silent', []),
    told(
      'deepseek',
      [
        { currency: 'CNY', amount: '3.00', kind: 'granted' },
        { currency: 'CNY', amount: '110.00', kind: 'available' },
      ],
      'deepseek did not answer',
    ),
  ];
  expect(headlineOf({ credits: [client('free', { limitUsd: null })], balances, today })).toMatchObject({
    kind: 'provider',
    amount: '110.00',
    currency: 'CNY',
    provider: 'deepseek',
    isOld: true,
  });
});

test('what was spent at a provider is not what is left there', () => {
  const balances = [told('openrouter', [{ currency: 'USD', amount: '7', kind: 'spent' }])];
  expect(headlineOf({ ...nothing, balances, today })).toEqual({ kind: 'today', usd: 1.25 });
});

test('a day without requests cost nothing, and one whose costs nobody knows is unknown', () => {
  expect(headlineOf({ ...nothing, today: { costUsd: null, requests: 0 } })).toEqual({
    kind: 'today',
    usd: 0,
  });
  expect(headlineOf({ ...nothing, today: { costUsd: null, requests: 3 } })).toEqual({
    kind: 'today',
    usd: null,
  });
});
