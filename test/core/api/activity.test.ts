import { expect, test } from 'vitest';
import type { RequestRow } from '../../../src-main/contract/operations.ts';
import { createActivity } from '../../../src-main/core/api/activity.ts';
import { EventHub } from '../../../src-main/core/api/events.ts';
import { exampleRow } from './core-parts.ts';

const noon = new Date(2026, 10, 28, 12).getTime();
const yesterday = noon - 24 * 3_600_000;

function watch(rows: RequestRow[] = [], now = () => noon) {
  const events = new EventHub();
  const list = ({ limit = 100, beforeId }: { limit?: number; beforeId?: string | undefined }) => {
    const from = beforeId === undefined ? 0 : rows.findIndex(({ id }) => id === beforeId) + 1;
    return rows.slice(from, from + limit);
  };
  const activity = createActivity({ events, ledger: { list }, now });
  const publish = (row: Partial<RequestRow>) =>
    events.publish({ kind: 'request', request: { ...exampleRow, atMs: noon, ...row } });
  return { activity, publish };
}

test("each session has its own last request, and a session unknown gets the client's", () => {
  const { activity, publish } = watch();
  activity.began('a', 'one');
  activity.began('b', 'two');
  publish({ id: 'a', target: 'demo/a' });
  publish({ id: 'b', target: 'demo/b' });
  expect(activity.latest('claude-code', 'one')?.target).toBe('demo/a');
  expect(activity.latest('claude-code', 'two')?.target).toBe('demo/b');
  expect(activity.latest('claude-code', 'three')?.target).toBe('demo/b');
});

test("a client learns nothing of another one's session", () => {
  const { activity, publish } = watch();
  activity.began('a', 'one');
  publish({ id: 'a', client: 'cursor' });
  expect(activity.latest('claude-code', 'one')).toBeUndefined();
});

test('background work does not cover what the user asked for', () => {
  const { activity, publish } = watch();
  publish({ id: 'a', route: 'think' });
  publish({ id: 'b', route: 'background' });
  expect(activity.latest('claude-code')?.route).toBe('think');
});

test("the day's cost is of today, of the client, and of what has a price", () => {
  const row = (id: string, more: Partial<RequestRow>): RequestRow => ({
    ...exampleRow,
    id,
    atMs: noon,
    costUsd: 1,
    ...more,
  });
  const today = Array.from({ length: 1_500 }, (_, index) => row(`t${index}`, {}));
  const rows = [
    ...today,
    row('c', { client: 'cursor' }),
    row('n', { costUsd: null }),
    row('y', { atMs: yesterday }),
  ];
  const { activity, publish } = watch(rows);
  expect(activity.spentToday('claude-code')).toBe(1_500);
  publish({ id: 'new', status: null, costUsd: null });
  publish({ id: 'new', costUsd: 0.5 });
  expect(activity.spentToday('claude-code')).toBe(1_500.5);
  expect(activity.spentToday('nobody')).toBeNull();
});

test('a new day begins at nothing', () => {
  let now = noon;
  const rows: RequestRow[] = [{ ...exampleRow, atMs: noon, costUsd: 2 }];
  const { activity } = watch(rows, () => now);
  expect(activity.spentToday('claude-code')).toBe(2);
  now += 24 * 3_600_000;
  expect(activity.spentToday('claude-code')).toBeNull();
});

test('a finished request of a session is told, before or after it is asked for', async () => {
  const { activity, publish } = watch();
  const waiting = activity.finished('one');
  activity.began('a', 'one');
  publish({ id: 'a', status: null });
  publish({ id: 'a', status: 200 });
  expect(await waiting).toMatchObject({ id: 'a', status: 200 });
  expect(await activity.finished('one')).toMatchObject({ id: 'a' });
});
