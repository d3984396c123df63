import { describe, expect, test } from 'vitest';
import { createBalances, readProviderBalances } from '../../../src-main/core/api/balances.ts';
import { runOperation } from '../../../src-main/core/api/index.ts';
import type { BalanceSource } from '../../../src-main/core/providers/balance.ts';
import { coreParts } from './core-parts.ts';

const minute = 60_000;
const deepseek: BalanceSource = { kind: 'deepseek', path: '/user/balance' };
const answer = (total: string) => ({ balance_infos: [{ currency: 'CNY', total_balance: total }] });
const told = (amount: string) => [{ currency: 'CNY', amount, kind: 'available' }];

/** Balances over a clock that stands still until it is set, and a provider that answers what it is told to. */
function over(answers: unknown[]) {
  const calls: string[] = [];
  const clock = { atMs: 1_000_000 };
  const balances = createBalances({
    providers: () => [{ id: 'deepseek', balance: deepseek }, { id: 'groq' }],
    call: (id, path) => {
      calls.push(`${id} ${path}`);
      const next = answers.shift();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    now: () => clock.atMs,
  });
  return { balances, calls, clock };
}

test('a provider that tells a balance is asked for it, another one is not', async () => {
  const { balances, calls } = over([answer('110.00')]);
  expect(await balances.read()).toEqual([
    { id: 'deepseek', told: true, balances: told('110.00'), atMs: 1_000_000, note: null },
    { id: 'groq', told: false, balances: [], atMs: null, note: 'not told by the provider' },
  ]);
  expect(calls).toEqual(['deepseek /user/balance']);
});

test('a provider is asked once in five minutes, however many look', async () => {
  const { balances, calls, clock } = over([answer('1'), answer('2')]);
  await Promise.all([balances.read(), balances.read('deepseek')]);
  clock.atMs += 5 * minute - 1;
  expect((await balances.read('deepseek'))[0]).toMatchObject({ balances: told('1'), atMs: 1_000_000 });
  expect(calls).toHaveLength(1);
  clock.atMs += 1;
  expect((await balances.read('deepseek'))[0]).toMatchObject({ balances: told('2'), atMs: clock.atMs });
  expect(calls).toHaveLength(2);
});

describe('a provider that fails', () => {
  test('keeps the last balance, with its age and what went wrong, until it answers again', async () => {
    const { balances, clock } = over([answer('1'), new Error('deepseek answered 503'), {}, answer('3')]);
    await balances.read();
    clock.atMs += 5 * minute;
    const kept = { balances: told('1'), atMs: 1_000_000 };
    expect((await balances.read())[0]).toMatchObject({ ...kept, note: 'deepseek answered 503' });
    clock.atMs += 5 * minute;
    expect((await balances.read())[0]).toMatchObject({
      ...kept,
      note: 'deepseek answered without a balance',
    });
    clock.atMs += 5 * minute;
    expect((await balances.read())[0]).toMatchObject({ balances: told('3'), note: null });
  });

  test('is left alone for five minutes as well, and has no age before its first answer', async () => {
    const { balances, calls } = over([new Error('no connection')]);
    await balances.read();
    expect((await balances.read())[0]).toEqual({
      id: 'deepseek',
      told: true,
      balances: [],
      atMs: null,
      note: 'no connection',
    });
    expect(calls).toHaveLength(1);
  });
});

describe('the operation', () => {
  test('asks for one provider by its id, and knows no other', async () => {
    const { balances } = over([answer('1')]);
    const { context } = coreParts({ balances });
    expect(await runOperation('providers.balance', { id: 'groq' }, context)).toMatchObject({
      providers: [{ id: 'groq', told: false }],
    });
    await expect(runOperation('providers.balance', { id: 'nobody' }, context)).rejects.toThrow(
      'there is no provider "nobody"',
    );
  });

  test('masks what a provider echoes of a key', async () => {
    const { balances } = over([new Error('bad key sk-secret')]);
    const { context } = coreParts({ balances });
    context.mask.learn('sk-secret');
    const { providers } = await readProviderBalances({ id: 'deepseek' }, context);
    expect(providers[0]?.note).toBe('bad key ***');
  });
});
