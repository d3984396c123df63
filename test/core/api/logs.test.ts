import { expect, test } from 'vitest';
import { listLogs } from '../../../src-main/core/api/logs.ts';
import { adminToken, ask, startTestCore } from '../../support/core.ts';

const line = (level: number, msg: string, more: object = {}): string =>
  `${JSON.stringify({ level, time: '2026-11-28T10:00:00.000Z', ...more, msg })}\n`;
const lines = [line(20, 'first'), line(30, 'request', { target: 'local/Qwen3' }), line(50, 'third')];

function messages(input: { level?: 'warn'; text?: string; limit?: number }): string[] {
  const listed = listLogs({ level: 'trace', text: '', limit: 100, ...input }, { logLines: () => lines });
  return listed.lines.map(({ message }) => message);
}

test('the newest line stands first, with its level, time and fields', () => {
  const listed = listLogs({ level: 'trace', text: '', limit: 2 }, { logLines: () => lines });
  expect(listed.lines).toEqual([
    { atMs: Date.UTC(2026, 10, 28, 10), level: 'error', message: 'third', fields: {} },
    {
      atMs: Date.UTC(2026, 10, 28, 10),
      level: 'info',
      message: 'request',
      fields: { target: 'local/Qwen3' },
    },
  ]);
});

test('lines are found by level and by what stands in them', () => {
  expect(messages({ level: 'warn' })).toEqual(['third']);
  expect(messages({ text: 'qwen' })).toEqual(['request']);
  expect(messages({ text: 'nothing' })).toEqual([]);
});

test('a page that listens hears each line as it is written', async () => {
  await using core = await startTestCore(undefined);
  const stream = await fetch(`${core.address}/api/events`, {
    headers: { authorization: `Bearer ${adminToken}` },
  });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await (await core.send(ask('x'))).text();
  let heard = '';
  while (!heard.includes('event: log')) heard += (await reader?.read())?.value ?? '';
  expect(heard).toMatch(
    /event: log\ndata: \{"kind":"log","log":\{"atMs":\d+,"level":"info","message":"request"/,
  );
  await reader?.cancel();
  const { lines: listed } = await core.call('logs.list', { level: 'info' });
  expect(listed.map(({ message }) => message)).toContain('request');
});
