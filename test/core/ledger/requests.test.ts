import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import type { Ledger } from '../../../src-main/core/ledger/ledger.ts';
import { rowOf } from '../../../src-main/core/ledger/requests.ts';
import { full, ledgerWith, openedLedger, temporaryFolder, unknown } from './ledger-with.ts';

const list = operations['requests.list'].input;

const idsOf = (ledger: Ledger, filter: object = {}) => ledger.list(list.parse(filter)).map(({ id }) => id);

test('a row comes back in the list as what everybody sees, its cost in dollars', async () => {
  const ledger = await ledgerWith(full, unknown);
  const [last, first] = ledger.list(list.parse({}));
  expect(first).toStrictEqual(rowOf(full));
  expect(first).toMatchObject({ costUsd: 1.234567, outputTokens: 300 });
  expect(first).not.toHaveProperty('error');
  expect(last).toStrictEqual(rowOf(unknown));
});

test('asked for by its id, all of it comes back', async () => {
  const ledger = await ledgerWith(full);
  const { costMicros: _micros, error: _none, ...same } = full;
  expect(ledger.get(full.id)).toStrictEqual({ ...same, costUsd: 1.234567 });
  expect(ledger.get('none')).toBeUndefined();
});

test('what is unknown comes back as null, never as 0', async () => {
  const ledger = await ledgerWith(unknown);
  const { costMicros: _micros, ...same } = unknown;
  expect(ledger.get(unknown.id)).toStrictEqual({ ...same, costUsd: null });
});

test('every row fits the contract', async () => {
  const ledger = await ledgerWith(full, unknown);
  const output = { requests: ledger.list(list.parse({})) };
  expect(operations['requests.list'].output.parse(output)).toEqual(output);
});

test('an id that is recorded twice is one row, as it was said last', async () => {
  const ledger = await ledgerWith(full, { status: 499, error: 'the client left' });
  expect(ledger.list(list.parse({}))).toMatchObject([{ id: 'req-1', status: 499, error: 'the client left' }]);
});

describe('the list', () => {
  test('has the newest request first, whichever ended first', async () => {
    const ledger = await ledgerWith({ id: 'b', atMs: 2 }, { id: 'c', atMs: 3 }, { id: 'a', atMs: 1 });
    expect(idsOf(ledger)).toEqual(['c', 'b', 'a']);
  });

  test('pages through rows of one millisecond without losing or repeating any', async () => {
    const rows = Array.from({ length: 25 }, (_none, index) => ({
      id: `r${index}`,
      atMs: Math.floor(index / 10),
    }));
    const ledger = await ledgerWith(...rows);
    const seen: string[] = [];
    for (let page = idsOf(ledger, { limit: 4 }); page.length > 0;) {
      seen.push(...page);
      page = idsOf(ledger, { limit: 4, beforeId: page.at(-1) });
    }
    expect(seen).toEqual(rows.map(({ id }) => id).toReversed());
  });

  test('after a request that is not there is empty', async () => {
    expect(idsOf(await ledgerWith(full), { beforeId: 'none' })).toEqual([]);
  });

  test.each([
    [{ provider: 'openrouter' }, ['d', 'a']],
    [{ provider: 'open' }, []],
    [{ route: 'rule:mcp' }, ['b']],
    [{ status: 529 }, ['c']],
    [{ failed: true }, ['c']],
    [{ text: 'QWEN' }, ['b']],
    [{ text: 'opus' }, ['e', 'd', 'c', 'b', 'a']],
    [{ text: 'the client' }, ['e']],
    [{ text: '100%' }, []],
    [{ text: 'kimi', status: 200, beforeId: 'd' }, ['a']],
    [{ provider: 'openrouter', route: 'think', status: 200, beforeId: 'd' }, ['a']],
  ])('filtered by %j', async (filter, ids) => {
    const ledger = await ledgerWith(
      { id: 'a', atMs: 1 },
      { id: 'b', atMs: 2, route: 'rule:mcp', target: 'local/qwen3' },
      { id: 'c', atMs: 3, status: 529, target: null },
      { id: 'd', atMs: 4 },
      { id: 'e', atMs: 5, route: 'image', status: 499, target: 'other/x', error: 'the client left' },
    );
    expect(idsOf(ledger, filter)).toEqual(ids);
  });

  test('takes a value as a value', async () => {
    expect(idsOf(await ledgerWith(full), { provider: "x' OR 1=1 --" })).toEqual([]);
  });
});

test('what was recorded survives a process that is killed at once', async () => {
  const folder = await temporaryFolder();
  const child = join(import.meta.dirname, 'recorder.child.ts');
  expect(spawnSync(process.execPath, [child, folder, JSON.stringify(full)]).signal).toBe('SIGKILL');
  expect(idsOf(openedLedger(folder))).toEqual(['req-1']);
});
