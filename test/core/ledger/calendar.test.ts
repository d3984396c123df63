import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendarSpan, formatMinute, monthSpan } from '../../../src-main/core/ledger/calendar.ts';

const hourMs = 3_600_000;
const before = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

const at = (text: string): number => Date.parse(text);

test.each([
  ['an ordinary day', '2026-11-28T12:00:00+01:00', '2026-11-28T00:00:00+01:00', 24],
  ['the day that loses an hour', '2026-03-29T12:00:00+02:00', '2026-03-29T00:00:00+01:00', 23],
  ['the day that gains an hour', '2026-10-25T12:00:00+01:00', '2026-10-25T00:00:00+02:00', 25],
  ['its second hour of two', '2026-10-25T02:30:00+01:00', '2026-10-25T00:00:00+02:00', 25],
])('%s begins and ends at midnight', (_name, time, start, hours) => {
  expect(calendarSpan('day', at(time))).toEqual({ startMs: at(start), endMs: at(start) + hours * hourMs });
});

test('a day whose midnight is left out begins with its first moment', () => {
  process.env['TZ'] = 'Asia/Beirut';
  const { startMs, endMs } = calendarSpan('day', at('2026-03-29T12:00:00+03:00'));
  expect(startMs).toBe(at('2026-03-28T22:00:00Z'));
  expect(endMs - startMs).toBe(23 * hourMs);
});

describe('a month', () => {
  test.each([
    ['2026-02-28T23:59:59.999+01:00', '2026-02-01T00:00:00+01:00', '2026-03-01T00:00:00+01:00'],
    ['2028-02-29T12:00:00+01:00', '2028-02-01T00:00:00+01:00', '2028-03-01T00:00:00+01:00'],
    ['2026-12-31T23:59:59+01:00', '2026-12-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00'],
    ['2026-10-31T12:00:00+01:00', '2026-10-01T00:00:00+02:00', '2026-11-01T00:00:00+01:00'],
  ])('that holds %s', (time, start, end) => {
    const span = { startMs: at(start), endMs: at(end) };
    expect(calendarSpan('month', at(time))).toEqual(span);
    expect(monthSpan(start.slice(0, 7))).toEqual(span);
  });

  test('of the first century is that', () => {
    expect(new Date(monthSpan('0050-03').startMs).getFullYear()).toBe(50);
  });
});

test('the end of a span is the beginning of the next', () => {
  let time = at('2026-01-15T12:00:00Z');
  for (let day = 0; day < 800; day += 1) {
    const span = calendarSpan('day', time);
    expect(calendarSpan('day', span.endMs - 1)).toEqual(span);
    expect(calendarSpan('day', span.endMs).startMs).toBe(span.endMs);
    time = span.endMs;
  }
});

test('a time for people is local', () => {
  expect(formatMinute(at('2026-07-01T22:05:59Z'))).toBe('2026-07-02 00:05');
});
