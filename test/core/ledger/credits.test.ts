import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLedger, type Ledger } from '../../../src-main/core/ledger/ledger.ts';
import { toMicros } from '../../../src-main/core/money.ts';
import { finished, temporaryLedger } from './temporary-ledger.ts';

const topUp = (ledger: Ledger, amountMicros: number, client = 'ann') =>
  ledger.credits.add({ client, amountMicros, note: 'by hand', atMs: 500 });

test('a client that nobody charged or topped up has nothing', async () => {
  const { ledger } = await temporaryLedger();
  expect(ledger.credits.account('ann')).toEqual({ balanceMicros: 0, basisMicros: 0 });
  expect(ledger.credits.transactions('ann', 10)).toEqual([]);
  expect(ledger.credits.clients()).toEqual([]);
});

test('a request is charged with its row, and the charge says what for', async () => {
  const { ledger } = await temporaryLedger();
  topUp(ledger, 5_000_000);
  const change = ledger.record(finished(), 120);
  expect(change).toEqual({
    client: 'ann',
    before: { balanceMicros: 5_000_000, basisMicros: 5_000_000 },
    after: { balanceMicros: 4_999_880, basisMicros: 5_000_000 },
  });
  expect(ledger.credits.transactions('ann', 10)).toEqual([
    {
      id: 2,
      atMs: 1_000,
      kind: 'charge',
      usd: -0.00012,
      balanceUsd: 4.99988,
      note: null,
      requestId: 'req-1',
      route: 'default',
      target: 'up/model',
      costUsd: 0.0001,
    },
    {
      id: 1,
      atMs: 500,
      kind: 'top-up',
      usd: 5,
      balanceUsd: 5,
      note: 'by hand',
      requestId: null,
      route: null,
      target: null,
      costUsd: null,
    },
  ]);
});

test('a row that is written again is not charged again', async () => {
  const { ledger } = await temporaryLedger();
  ledger.record(finished(), 120);
  expect(ledger.record(finished({ status: 499 }), 120)).toBeNull();
  expect(ledger.credits.account('ann').balanceMicros).toBe(-120);
  expect(ledger.list({ limit: 10 })).toMatchObject([{ status: 499 }]);
});

test.each([
  ['nobody', { client: null }, 120],
  ['a request without a cost', { costMicros: null }, 0],
])('%s is charged nothing', async (_who, row, charge) => {
  const { ledger } = await temporaryLedger();
  expect(ledger.record(finished(row), charge)).toBeNull();
  expect(ledger.credits.clients()).toEqual([]);
  expect(ledger.list({ limit: 10 })).toHaveLength(1);
});

test('a row that cannot be written charges nothing', async () => {
  const { ledger, folder } = await temporaryLedger();
  const other = new Database(join(folder, 'usage.db'));
  other.exec(`CREATE TRIGGER full BEFORE INSERT ON transactions BEGIN SELECT raise(ABORT, 'full'); END`);
  other.close();
  expect(() => ledger.record(finished(), 120)).toThrow('full');
  expect(ledger.list({ limit: 10 })).toEqual([]);
  expect(ledger.credits.account('ann').balanceMicros).toBe(0);
});

test('what was there to spend begins anew with a top-up, and follows corrections', async () => {
  const { ledger } = await temporaryLedger();
  const basis = () => ledger.credits.account('ann').basisMicros;
  topUp(ledger, 10_000);
  ledger.record(finished(), 9_000);
  expect(basis()).toBe(10_000);
  topUp(ledger, 10_000);
  expect(basis()).toBe(11_000);
  ledger.record(finished({ id: 'req-2' }), 500);
  topUp(ledger, -1_000);
  expect(basis()).toBe(10_000);
  expect(ledger.credits.account('ann').balanceMicros).toBe(9_500);
});

describe('transactions', () => {
  test.each(['DELETE FROM transactions', 'UPDATE transactions SET amount_micros = 1'])(
    'stay as they are: %s',
    async (statement) => {
      const { ledger, folder } = await temporaryLedger();
      topUp(ledger, 1);
      const other = new Database(join(folder, 'usage.db'));
      expect(() => other.exec(statement)).toThrow('transactions are never');
      other.close();
      expect(ledger.credits.account('ann').balanceMicros).toBe(1);
    },
  );

  test('of two clients do not mix, and the clients are named in order', async () => {
    const { ledger } = await temporaryLedger();
    topUp(ledger, 5, 'zoe');
    topUp(ledger, 7, 'ann');
    topUp(ledger, 11, 'zoe');
    expect(ledger.credits.clients()).toEqual(['ann', 'zoe']);
    expect(ledger.credits.account('zoe').balanceMicros).toBe(16);
    expect(ledger.credits.transactions('zoe', 1)).toMatchObject([{ usd: 0.000011, balanceUsd: 0.000016 }]);
  });
});

test('after any history each balance is the one before and the amount, also when the ledger is opened anew', async () => {
  const { ledger, folder } = await temporaryLedger();
  const client = fc.constantFrom('ann', 'bob', 'zoe');
  const money = fc.record({ client, amount: fc.integer({ min: -1e10, max: 1e10 }).filter((n) => n !== 0) });
  const charge = fc.record({ client, id: fc.nat(30), charge: fc.nat(1e10) });
  const steps = fc.array(fc.oneof(money, charge), { maxLength: 40 });
  let run = 0;
  fc.assert(
    fc.property(steps, (history) => {
      run += 1;
      const named = (name: string) => `${name}-${run}`;
      const expected = new Map<string, number>();
      const seen = new Set<number>();
      for (const step of history) {
        const name = named(step.client);
        const before = expected.get(name) ?? 0;
        if ('amount' in step) {
          topUp(ledger, step.amount, name);
          expected.set(name, before + step.amount);
        } else {
          ledger.record(finished({ id: `${run}-${step.id}`, client: name }), step.charge);
          if (step.charge > 0 && !seen.has(step.id)) {
            expected.set(name, before - step.charge);
            seen.add(step.id);
          }
        }
      }
      const again = openLedger(folder);
      for (const name of ['ann', 'bob', 'zoe'].map(named)) {
        expect(again.credits.account(name).balanceMicros).toBe(expected.get(name) ?? 0);
        let balance = 0;
        for (const { usd, balanceUsd } of again.credits.transactions(name, 1_000).toReversed()) {
          balance += toMicros(usd);
          expect(toMicros(balanceUsd)).toBe(balance);
        }
      }
      again.close();
    }),
    { numRuns: 30 },
  );
});
