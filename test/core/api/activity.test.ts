import { expect, test } from 'vitest';
import type { RequestRow } from '../../../src-main/contract/requests.ts';
import { createActivity } from '../../../src-main/core/api/activity.ts';
import { EventHub } from '../../../src-main/core/api/events.ts';
import { exampleRow } from './core-parts.ts';

const noon = new Date(2026, 10, 28, 12).getTime();

function watch() {
  const events = new EventHub();
  const activity = createActivity(events);
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

test('a finished request of a session is told, before or after it is asked for', async () => {
  const { activity, publish } = watch();
  const waiting = activity.finished('one');
  activity.began('a', 'one');
  publish({ id: 'a', status: null });
  publish({ id: 'a', status: 200 });
  expect(await waiting).toMatchObject({ id: 'a', status: 200 });
  expect(await activity.finished('one')).toMatchObject({ id: 'a' });
});
