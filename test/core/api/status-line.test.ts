import { expect, test } from 'vitest';
import { createActivity } from '../../../src-main/core/api/activity.ts';
import { EventHub } from '../../../src-main/core/api/events.ts';
import { readStatusLine } from '../../../src-main/core/api/status-line.ts';
import { ledgerWith } from '../ledger/ledger-with.ts';

test("the day's cost is of today, of the client, and of what has a price", async () => {
  const [atMs, yesterday] = [Date.now(), Date.now() - 24 * 3_600_000];
  const ledger = await ledgerWith(
    { id: 'a', atMs, client: 'cursor', costMicros: 1_500_000 },
    { id: 'b', atMs, client: 'cursor', costMicros: null },
    { id: 'c', atMs: yesterday, client: 'cursor', costMicros: 7_000_000 },
    { id: 'd', atMs, client: null, costMicros: 20 },
    { id: 'e', atMs, client: 'codex', costMicros: null },
  );
  const spent = (client: string | null) =>
    readStatusLine(client, undefined, { ledger, activity: createActivity(new EventHub()) }).todayUsd;
  expect(['cursor', null, 'codex', 'nobody'].map(spent)).toEqual([1.5, 0.00002, null, null]);
});
