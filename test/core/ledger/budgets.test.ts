import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Budget } from '../../../src-main/contract/config.ts';
import type { Notice } from '../../../src-main/contract/events.ts';
import { createBudgets } from '../../../src-main/core/ledger/budgets.ts';
import type { Ledger } from '../../../src-main/core/ledger/ledger.ts';
import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';
import { budgetOf } from '../../support/budget-of.ts';
import { finished, temporaryLedger } from './temporary-ledger.ts';

const daily: Budget = budgetOf('day', 10, 'stop');
const noon = (day: number, month = 11): number => new Date(2026, month - 1, day, 12).getTime();

/** Budgets over a real ledger, at noon of 28 November until `at` is moved. */
async function startBudgets(budgets: readonly Budget[], ledger?: Ledger) {
  const kept = ledger ?? (await temporaryLedger()).ledger;
  const clock = { at: noon(28) };
  const told: Omit<Notice, 'atMs'>[] = [];
  const made = createBudgets({
    spentMicros: kept.spentMicros,
    now: () => clock.at,
    tell: (notice) => told.push(notice),
  });
  made.configure(budgets);
  let rows = 0;
  const spend = (usd: number, row: Partial<FinishedRequest> = {}) => {
    const whole = finished({ id: `req-${(rows += 1)}`, atMs: clock.at, costMicros: usd * 1_000_000, ...row });
    kept.record(whole);
    made.add(whole);
  };
  const spent = () => made.standings().map(({ spentMicros, state }) => [spentMicros / 1_000_000, state]);
  return { budgets: made, ledger: kept, clock, told, spend, spent };
}

test('spending counts towards each budget that it falls under', async () => {
  const { spend, spent } = await startBudgets([
    daily,
    { ...daily, period: 'month', limitUsd: 100 },
    { ...daily, provider: 'up' },
    { ...daily, provider: 'u' },
  ]);
  spend(3);
  spend(2, { target: 'other/model' });
  spend(1, { client: null, status: 499 });
  expect(spent()).toEqual([
    [6, 'ok'],
    [6, 'ok'],
    [4, 'ok'],
    [0, 'ok'],
  ]);
});

test('a cost that is not known adds nothing', async () => {
  const { spend, spent } = await startBudgets([daily]);
  spend(1, { costMicros: null });
  spend(1, { costMicros: null, target: null });
  expect(spent()).toEqual([[0, 'ok']]);
});

test.each([
  [7.999999, 'ok'],
  [8, 'warn'],
  [9.999999, 'warn'],
  [10, 'over'],
  [11, 'over'],
])('of 10 dollars %d are %s', async (usd, state) => {
  const { spend, spent } = await startBudgets([daily]);
  spend(usd);
  expect(spent()).toEqual([[usd, state]]);
});

describe('after midnight', () => {
  test('a day begins anew and a month goes on', async () => {
    const { clock, spend, spent } = await startBudgets([daily, { ...daily, period: 'month' }]);
    spend(10);
    clock.at = new Date(2026, 10, 29).getTime() - 1;
    expect(spent()).toEqual([
      [10, 'over'],
      [10, 'over'],
    ]);
    clock.at += 1;
    expect(spent()).toEqual([
      [0, 'ok'],
      [10, 'over'],
    ]);
    clock.at = new Date(2026, 11, 1).getTime();
    expect(spent()).toEqual([
      [0, 'ok'],
      [0, 'ok'],
    ]);
  });

  test('a request that came before it counts for the day that it came in', async () => {
    const { clock, spend, spent } = await startBudgets([daily]);
    const cameAt = clock.at;
    clock.at = noon(29);
    expect(spent()).toEqual([[0, 'ok']]);
    spend(4, { atMs: cameAt });
    expect(spent()).toEqual([[0, 'ok']]);
  });

  test('the first row of the day is counted once, and told', async () => {
    const { clock, spend, spent, told } = await startBudgets([daily]);
    clock.at = noon(29);
    spend(9);
    expect(spent()).toEqual([[9, 'warn']]);
    expect(told).toHaveLength(1);
  });

  test('a clock that was set back finds what was spent that day', async () => {
    const { clock, spend, spent } = await startBudgets([daily]);
    spend(4);
    clock.at = noon(29);
    spend(1);
    expect(spent()).toEqual([[1, 'ok']]);
    clock.at = noon(28);
    expect(spent()).toEqual([[4, 'ok']]);
  });
});

describe('what is told', () => {
  test('is four fifths and the end, each once a period, with what follows', async () => {
    const { clock, spend, told } = await startBudgets([daily]);
    for (let turn = 0; turn < 14; turn += 1) spend(1);
    expect(told).toEqual([
      {
        kind: 'budget',
        level: 'warn',
        subject: 'day',
        message: 'four fifths of the daily budget of $10.00 are spent ($8.00)',
      },
      {
        kind: 'budget',
        level: 'error',
        subject: 'day',
        message: 'the daily budget of $10.00 is spent ($10.00): requests are refused until 2026-11-29 00:00',
      },
    ]);
    clock.at = noon(29);
    for (let turn = 0; turn < 14; turn += 1) spend(1);
    expect(told).toHaveLength(4);
  });

  test('names the provider, and the model that takes over', async () => {
    const { spend, told } = await startBudgets([
      budgetOf('month', 1, { use: 'cheap' }, 'up'),
      budgetOf('day', 1, 'warn', 'up'),
    ]);
    spend(1.5);
    expect(told).toMatchObject([
      {
        subject: 'month/up',
        level: 'warn',
        message: expect.stringContaining('"cheap" takes over until 2026-12-01'),
      },
      { subject: 'day/up', level: 'warn', message: expect.stringContaining('requests go on as before') },
    ]);
  });

  test('is not said again by a new start', async () => {
    const first = await startBudgets([daily]);
    first.spend(10);
    const second = await startBudgets([daily], first.ledger);
    expect(second.spent()).toEqual([[10, 'over']]);
    second.spend(1, { id: 'later' });
    expect(second.told).toEqual([]);
  });

  test('is said where a new limit is already behind us, and not where nothing got worse', async () => {
    const { budgets, spend, told } = await startBudgets([daily]);
    spend(5);
    budgets.configure([
      { ...daily, limitUsd: 6 },
      { ...daily, period: 'month' },
    ]);
    expect(told).toMatchObject([{ subject: 'day', message: expect.stringContaining('four fifths') }]);
    budgets.configure([{ ...daily, limitUsd: 6 }]);
    budgets.configure([{ ...daily, limitUsd: 100 }]);
    expect(told).toHaveLength(1);
  });
});

test('what is kept in memory is always what the ledger says', async () => {
  const { ledger } = await temporaryLedger();
  const configured: Budget[] = [
    daily,
    { ...daily, period: 'month' },
    { ...daily, provider: 'a' },
    { ...daily, period: 'month', provider: 'b' },
  ];
  const memory = await startBudgets(configured, ledger);
  const hours = fc.integer({ min: -30, max: 200 });
  const row = fc.record({
    hours,
    lateBy: fc.nat(40),
    target: fc.constantFrom('a/x', 'b/y/z', 'ab/x', null),
    usd: fc.option(fc.nat(5)),
  });
  let rows = 0;
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (history) => {
      for (const { hours: later, lateBy, target, usd } of history) {
        memory.clock.at += later * 3_600_000;
        memory.spend(0, {
          id: `property-${(rows += 1)}`,
          atMs: memory.clock.at - lateBy * 3_600_000,
          target,
          costMicros: usd === null ? null : usd * 1_000_000,
        });
        const fresh = createBudgets({
          spentMicros: ledger.spentMicros,
          now: () => memory.clock.at,
          tell: () => {},
        });
        fresh.configure(configured);
        expect(memory.budgets.standings()).toEqual(fresh.standings());
      }
    }),
    { numRuns: 30 },
  );
});
