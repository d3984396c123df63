import { expect, test } from 'vitest';
import type { NotificationKind } from '../../src-main/contract/host.ts';
import { NoticeGate, type News } from '../../src-main/desktop/notice-gate.ts';

const refused: News = { kind: 'key-refused', subject: 'openrouter', level: 'error' };
const minuteMs = 60_000;

function gate(muted: NotificationKind[] = []) {
  let nowMs = 1_000_000;
  const made = new NoticeGate(
    () => nowMs,
    () => muted,
  );
  return { tell: (news: News) => made.letsThrough(news), pass: (ms: number) => (nowMs += ms), muted };
}

test('the same news is told once within the hour, and again after it', () => {
  const { tell, pass } = gate();
  expect(tell(refused)).toBe(true);
  pass(59 * minuteMs);
  expect(tell(refused)).toBe(false);
  pass(minuteMs);
  expect(tell(refused)).toBe(true);
});

test('another subject, kind or level is other news', () => {
  const { tell } = gate();
  tell(refused);
  expect(tell({ ...refused, subject: 'deepseek' })).toBe(true);
  expect(tell({ ...refused, kind: 'breaker-open' })).toBe(true);
  expect(tell({ kind: 'budget', subject: 'day', level: 'warn' })).toBe(true);
  expect(tell({ kind: 'budget', subject: 'day', level: 'error' })).toBe(true);
});

test('a muted kind is not told, and not taken for told either', () => {
  const { tell, muted } = gate(['key-refused']);
  expect(tell(refused)).toBe(false);
  expect(tell({ ...refused, kind: 'breaker-open' })).toBe(true);
  muted.length = 0;
  expect(tell(refused)).toBe(true);
});
