import { describe, expect, test } from 'vitest';
import {
  operations,
  type OperationName,
  type OperationOutput,
} from '../../../src-main/contract/operations.ts';
import { readFailure } from '../../../src-main/core/api/failure.ts';
import { runOperation } from '../../../src-main/core/api/index.ts';
import { createCredits } from '../../../src-main/core/exchange/credits.ts';
import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';
import { finished, temporaryLedger } from '../ledger/temporary-ledger.ts';
import { configOf, coreParts } from './core-parts.ts';

const at = (text: string): number => new Date(text).getTime();

/** Operations over a real ledger with the clients Ann, who pays 20 % more, and Bob; "old" is not in the config. */
async function start() {
  const { ledger } = await temporaryLedger();
  const clients = [
    { id: 'ann', name: 'Ann', token: 'env:A', limitUsd: 0, markupPercent: 20 },
    { id: 'bob', token: 'env:B' },
  ];
  const config = configOf({ clients });
  const clock = { at: at('2026-11-15T12:00') };
  const told: string[] = [];
  const credits = createCredits({
    book: ledger.credits,
    clients: () => config.clients,
    tell: ({ message }) => told.push(message),
  });
  const { context } = coreParts({ startWith: config, ledger, credits, clock: { now: () => clock.at } });
  const call = async <Name extends OperationName>(name: Name, input: unknown) => {
    const answer = await runOperation(name, input, context);
    expect(operations[name].output.parse(answer)).toEqual(answer);
    return answer as OperationOutput<Name>;
  };
  let rows = 0;
  const record = (row: Partial<FinishedRequest>) => {
    const whole = finished({ id: `req-${(rows += 1)}`, ...row });
    ledger.record(whole, credits.chargeFor(whole));
  };
  const failure = async (name: string, input: unknown) =>
    runOperation(name, input, context).then(
      (answered) => ({ answered }),
      (error: unknown) => readFailure(error),
    );
  return { call, record, failure, clock, ledger, told };
}

describe('credits.add', () => {
  test('tops up, corrects, keeps the note and answers the new balance', async () => {
    const { call, clock } = await start();
    await call('credits.add', { client: 'ann', usd: 10.1, note: 'invoice 7' });
    const answer = await call('credits.add', { client: 'ann', usd: -0.3 });
    expect(answer).toMatchObject({
      client: 'ann',
      name: 'Ann',
      balanceUsd: 9.8,
      limitUsd: 0,
      markupPercent: 20,
      state: 'ok',
      transactions: [
        { kind: 'correction', usd: -0.3, balanceUsd: 9.8, note: '', atMs: clock.at },
        { kind: 'top-up', usd: 10.1, balanceUsd: 10.1, note: 'invoice 7' },
      ],
    });
  });

  test('refuses a client that nobody knows and names the known ones', async () => {
    const { failure, ledger } = await start();
    expect(await failure('credits.add', { client: 'eve', usd: 1 })).toEqual({
      status: 404,
      code: 'not-found',
      message: 'there is no client "eve"; known: ann, bob',
    });
    expect(ledger.credits.clients()).toEqual([]);
  });

  test.each([0, 0.000_000_4, 1_000_001])('refuses $%d', async (usd) => {
    const { failure, ledger } = await start();
    expect(await failure('credits.add', { client: 'ann', usd })).toMatchObject({ status: 400 });
    expect(ledger.credits.clients()).toEqual([]);
  });

  test('says where a correction takes away what was left', async () => {
    const { call, told } = await start();
    await call('credits.add', { client: 'ann', usd: 5 });
    expect(await call('credits.add', { client: 'ann', usd: -5 })).toMatchObject({ state: 'refused' });
    expect(told).toEqual([expect.stringMatching(/^the client ann has spent what it may \(balance \$0\.00/)]);
  });
});

test('a client that was removed from the config stays readable, and can be settled', async () => {
  const { call, record } = await start();
  record({ client: 'old', costMicros: 2_000_000 });
  expect((await call('credits.list', {})).clients).toEqual([
    { client: 'ann', name: 'Ann', balanceUsd: 0, limitUsd: 0, markupPercent: 20, state: 'refused' },
    { client: 'bob', name: 'bob', balanceUsd: 0, limitUsd: null, markupPercent: 0, state: 'ok' },
    { client: 'old', name: 'old', balanceUsd: -2, limitUsd: null, markupPercent: 0, state: 'ok' },
  ]);
  expect(await call('credits.get', { client: 'old' })).toMatchObject({ balanceUsd: -2 });
  expect(await call('credits.add', { client: 'old', usd: 2 })).toMatchObject({ balanceUsd: 0 });
});

test('credits.get answers as many transactions as were asked for, newest first', async () => {
  const { call, record } = await start();
  for (const costMicros of [1, 2, 3]) record({ client: 'bob', costMicros });
  const { transactions } = await call('credits.get', { client: 'bob', limit: 2 });
  expect(transactions.map(({ usd }) => usd)).toEqual([-0.000_003, -0.000_002]);
});

describe('credits.report', () => {
  test('adds up: opening, topped up, corrected and charged are the closing balance, and the next opening', async () => {
    const { call, record, clock } = await start();
    clock.at = at('2026-10-31T23:59:59.999');
    await call('credits.add', { client: 'ann', usd: 10 });
    record({ client: 'ann', atMs: clock.at, costMicros: 1_000_000 });
    clock.at = at('2026-11-01T00:00');
    await call('credits.add', { client: 'ann', usd: 5 });
    await call('credits.add', { client: 'ann', usd: -1 });
    record({ client: 'ann', atMs: clock.at, costMicros: 100 });
    record({ client: 'ann', atMs: at('2026-11-30T23:59:59.999'), costMicros: 333 });
    record({ client: 'ann', atMs: at('2026-12-01T00:00'), costMicros: 5 });
    const bill = async (month: string) =>
      (await call('credits.report', { month, client: 'ann' })).bills.map(
        ({ openingUsd, toppedUpUsd, correctedUsd, chargedUsd, closingUsd }) =>
          [openingUsd, toppedUpUsd, correctedUsd, chargedUsd, closingUsd].map((usd) => Math.round(usd * 1e6)),
      );
    expect(await bill('2026-10')).toEqual([[0, 10_000_000, 0, -1_200_000, 8_800_000]]);
    expect(await bill('2026-11')).toEqual([[8_800_000, 5_000_000, -1_000_000, -520, 12_799_480]]);
    expect(await bill('2026-12')).toEqual([[12_799_480, 0, 0, -6, 12_799_474]]);
  });

  test('has a line for each model, with what was not priced and what failed', async () => {
    const { call, record } = await start();
    const atMs = at('2026-11-02T10:00');
    record({ client: 'ann', atMs, costMicros: 1_000 });
    record({ client: 'ann', atMs, costMicros: 2_000, cacheReadTokens: 7 });
    record({ client: 'ann', atMs, target: 'other/x', costMicros: null });
    record({
      client: 'ann',
      atMs,
      target: null,
      status: 402,
      costMicros: null,
      inputTokens: null,
      outputTokens: null,
    });
    record({ client: 'bob', atMs, costMicros: 9_000 });
    record({ client: null, atMs, costMicros: 9_000 });
    const { bills } = await call('credits.report', { month: '2026-11', client: 'ann' });
    const unknown = { cacheWriteTokens: null, thinkingTokens: null };
    expect(bills).toMatchObject([
      {
        usage: {
          requests: 4,
          inputTokens: 30,
          outputTokens: 6,
          cacheReadTokens: 7,
          costUsd: 0.003,
          unpriced: 1,
          errors: 1,
          ...unknown,
        },
        models: [
          { key: '', requests: 1, inputTokens: null, costUsd: null, unpriced: 0, errors: 1, chargedUsd: 0 },
          { key: 'other/x', requests: 1, inputTokens: 10, costUsd: null, unpriced: 1, chargedUsd: 0 },
          { key: 'up/model', requests: 2, inputTokens: 20, costUsd: 0.003, unpriced: 0, chargedUsd: -0.0036 },
        ],
      },
    ]);
  });

  test('has a bill for each client, also for one that is known by its requests alone', async () => {
    const { call, record } = await start();
    record({ client: 'gone', atMs: at('2026-11-02T10:00'), costMicros: null });
    const clientsOf = async (month: string) =>
      (await call('credits.report', { month })).bills.map(({ client }) => client);
    expect(await clientsOf('2026-11')).toEqual(['ann', 'bob', 'gone']);
    expect(await clientsOf('2026-12')).toEqual(['ann', 'bob']);
  });

  test.each(['2026-13', '2026-1', 'november'])('refuses "%s" as a month', async (month) => {
    const { failure } = await start();
    expect(await failure('credits.report', { month })).toMatchObject({ status: 400 });
  });
});
