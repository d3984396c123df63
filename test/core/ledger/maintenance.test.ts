import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '../../../src-main/core/ledger/open.ts';
import type { Ledger } from '../../../src-main/core/ledger/ledger.ts';
import { full, ledgerWith, openedLedger, temporaryFolder } from './ledger-with.ts';

function tidyUp(ledger: Ledger, beforeMs: number | null): number {
  let steps = 1;
  while (ledger.tidy(beforeMs)) steps += 1;
  return steps;
}

describe('retention', () => {
  test('deletes what is older, in several steps, and nothing else', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ id: `${index}`, atMs: 1_000 + index }));
    const ledger = await ledgerWith(...rows);
    expect(tidyUp(ledger, 1_700)).toBeGreaterThan(2);
    const kept = ledger.list({ limit: 1000 });
    expect(kept).toHaveLength(300);
    expect(Math.min(...kept.map(({ atMs }) => atMs))).toBe(1_700);
  });

  test('leaves the sums of the days', async () => {
    const ledger = await ledgerWith({ id: 'a', atMs: 1_000 }, { id: 'b', atMs: 2_000 });
    const before = ledger.summary({ by: 'day' });
    tidyUp(ledger, 5_000);
    expect(ledger.list({ limit: 10 })).toEqual([]);
    expect(ledger.summary({ by: 'day' })).toEqual(before);
  });

  test('that keeps all deletes nothing', async () => {
    const ledger = await ledgerWith({ atMs: 0 });
    tidyUp(ledger, null);
    expect(ledger.list({ limit: 10 })).toHaveLength(1);
  });
});

test('the space of what was deleted goes back', async () => {
  const folder = await temporaryFolder();
  const ledger = openedLedger(folder);
  const error = 'e'.repeat(4_000);
  for (let index = 0; index < 3_000; index += 1)
    ledger.record({ ...full, id: `${index}`, atMs: index, error });
  tidyUp(ledger, 3_000);
  ledger.close();
  expect(statSync(databaseFile(folder)).size).toBeLessThan(6_000_000);
});

test('the log of changes begins anew', async () => {
  const folder = await temporaryFolder();
  const ledger = openedLedger(folder);
  const logBytes = (): number => statSync(`${databaseFile(folder)}-wal`).size;
  const write = (): void => {
    for (let index = 0; index < 100; index += 1) ledger.record({ ...full, id: `${index}`, atMs: index });
  };
  write();
  const once = logBytes();
  tidyUp(ledger, null);
  write();
  expect(logBytes()).toBeLessThan(once * 1.2);
  write();
  expect(logBytes()).toBeGreaterThan(once * 1.2);
});
