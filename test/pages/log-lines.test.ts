import { expect, test } from 'vitest';
import type { LogLine } from '../../src-main/contract/operations.ts';
import { asText, filterLines, mergeLines } from '../../src-renderer/log-lines.ts';

const line = (atMs: number, message: string, more: Partial<LogLine> = {}): LogLine => ({
  atMs,
  level: 'info',
  message,
  fields: {},
  ...more,
});

test('what was pushed comes before what was listed, and what is in both once', () => {
  const listed = [line(5, 'c'), line(5, 'b'), line(4, 'a')];
  const pushed = [line(6, 'e'), line(5, 'd'), line(5, 'c'), line(4, 'a')];
  expect(mergeLines(pushed, listed).map(({ message }) => message)).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('the filter takes a level and those above, and a text anywhere in any case', () => {
  const lines = [
    line(3, 'request', { level: 'error', fields: { target: 'OpenRouter/kimi' } }),
    line(2, 'request'),
    line(1, 'listening', { level: 'warn' }),
  ];
  const messages = (level: LogLine['level'], text: string) =>
    filterLines(lines, { level, text }).map(({ atMs }) => atMs);
  expect(messages('warn', '')).toEqual([3, 1]);
  expect(messages('info', ' openrouter ')).toEqual([3]);
  expect(messages('fatal', '')).toEqual([]);
});

test('a line is copied with its time, level, message and fields', () => {
  expect(asText(line(0, 'request', { fields: { id: 'req_1' } }))).toBe(
    '1970-01-01T00:00:00.000Z info request {"id":"req_1"}',
  );
});
