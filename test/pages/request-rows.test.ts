import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestRow } from '../../src-main/contract/requests.ts';
import { mergeRows, shownRequests } from '../../src-renderer/request-rows.ts';

const blank: RequestRow = {
  id: 'a',
  atMs: 1,
  client: 'claude-code',
  protocol: 'anthropic',
  requestedModel: 'claude-opus-5-5',
  route: 'default',
  reason: 'no other route applies',
  target: 'demo/demo',
  status: 200,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costUsd: null,
  ttftMs: null,
  totalMs: null,
  attempts: 1,
};

const rows = array(
  record({ id: integer({ min: 0, max: 9 }), status: constantFrom(null, 200, 500) }).map(
    ({ id, status }): RequestRow => ({ ...blank, id: String(id), atMs: id * 10, status }),
  ),
);

test('a request that finished is never shown as running again, in whichever order the news comes', () => {
  assert(
    property(rows, rows, (earlier, later) => {
      const finished = new Set(
        [...earlier, ...later].filter((row) => row.status !== null).map((row) => row.id),
      );
      for (const row of mergeRows(earlier, later)) expect(row.status === null).toBe(!finished.has(row.id));
    }),
  );
});

test('each request appears once, newest first, and none is lost', () => {
  assert(
    property(rows, rows, (earlier, later) => {
      const merged = mergeRows(earlier, later);
      const ids = new Set([...earlier, ...later].map((row) => row.id));
      expect(merged.map((row) => row.id)).toEqual([...ids].sort().toReversed());
    }),
  );
});

test('what was said last of a running request stands', () => {
  const running = { ...blank, status: null };
  expect(mergeRows([running], [{ ...running, attempts: 2 }])).toEqual([{ ...running, attempts: 2 }]);
});

test('the oldest rows give way when there are more than the page holds', () => {
  const many = Array.from({ length: shownRequests }, (_, index) => ({
    ...blank,
    id: String(index),
    atMs: index,
  }));
  const merged = mergeRows(many, [{ ...blank, id: 'new', atMs: shownRequests }]);
  expect(merged).toHaveLength(shownRequests);
  expect([merged[0]?.id, merged.at(-1)?.id]).toEqual(['new', '1']);
});
