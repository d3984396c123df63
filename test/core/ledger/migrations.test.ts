import { expect, test } from 'vitest';
import { localDay } from '../../../src-main/core/ledger/calendar.ts';
import { migrations } from '../../../src-main/core/ledger/migrations.ts';
import { openDatabase } from '../../../src-main/core/ledger/open.ts';
import { openedLedger, temporaryFolder } from './ledger-with.ts';

const insert = `INSERT INTO requests (id, at_ms, client, protocol, route, target, status, input_tokens, output_tokens, cost_micros, attempts)
  VALUES (?, ?, ?, 'anthropic', 'default', ?, ?, ?, ?, ?, 1)`;

test('a ledger of the first version keeps its rows, and they are in the sums of their days', async () => {
  const folder = await temporaryFolder();
  const [monday, tuesday] = [new Date(2026, 10, 23, 0, 0, 1), new Date(2026, 10, 24, 23, 59, 59)].map(Number);
  const first = openDatabase(folder, migrations.slice(0, 1));
  first.prepare(insert).run('a', monday, 'cursor', 'a/x', 200, 10, null, 5);
  first.prepare(insert).run('b', monday, null, null, 529, null, null, null);
  first.prepare(insert).run('c', tuesday, 'cursor', 'a/x', 200, 1, 2, 7);
  first.prepare(insert).run('d', tuesday, 'cursor', 'a/x', 200, null, null, null);
  first.close();

  const ledger = openedLedger(folder);
  expect(ledger.get('a')).toMatchObject({
    atMs: monday,
    inputTokens: 10,
    sessionId: null,
    thinkingTokens: null,
    price: null,
    facts: null,
    attemptLog: [],
  });
  expect(ledger.summary({ by: 'day' }).rows).toEqual([
    sums(localDay(Number(monday)), {
      requests: 2,
      inputTokens: 10,
      costUsd: 0.000005,
      errors: 1,
    }),
    sums(localDay(Number(tuesday)), {
      requests: 2,
      inputTokens: 1,
      outputTokens: 2,
      costUsd: 0.000007,
      unpriced: 1,
    }),
  ]);
  expect(ledger.summary({ by: 'client' }).rows.map(({ key, requests }) => [key, requests])).toEqual([
    ['cursor', 3],
    ['', 1],
  ]);
});

function sums(key: string, known: object): object {
  const unknown = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };
  return { key, ...unknown, thinkingTokens: null, unpriced: 0, errors: 0, ...known };
}
