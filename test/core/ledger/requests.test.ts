import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import { openLedger, type FinishedRequest, type Ledger } from '../../../src-main/core/ledger/requests.ts';

const list = operations['requests.list'].input;

const full: FinishedRequest = {
  id: 'req-1',
  atMs: 1_790_000_000_000,
  client: 'claude-code',
  protocol: 'anthropic',
  requestedModel: 'claude-opus-5-5',
  route: 'think',
  reason: 'plan mode',
  target: 'openrouter/moonshotai/kimi-k3',
  status: 200,
  inputTokens: 12_000,
  outputTokens: 300,
  cacheReadTokens: 0,
  cacheWriteTokens: 5,
  costMicros: 1_234_567,
  ttftMs: 312.5,
  totalMs: 4_000,
  attempts: 2,
  error: null,
};
const unknown: FinishedRequest = {
  ...full,
  id: 'req-unknown',
  client: null,
  requestedModel: null,
  route: null,
  reason: null,
  target: null,
  status: 400,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costMicros: null,
  ttftMs: null,
  totalMs: null,
  attempts: 0,
  error: 'the body is not JSON',
};

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function ledgerWith(...rows: Partial<FinishedRequest>[]): Promise<Ledger> {
  const ledger = openLedger(await temporaryFolder());
  onTestFinished(() => ledger.close());
  for (const row of rows) ledger.record({ ...full, ...row });
  return ledger;
}

const idsOf = (ledger: Ledger, filter: object = {}) => ledger.list(list.parse(filter)).map(({ id }) => id);

test('a row comes back as it was, its cost in dollars, and without an error where there was none', async () => {
  const ledger = await ledgerWith(full);
  const { costMicros: _micros, error: _none, ...same } = full;
  expect(ledger.list(list.parse({}))).toStrictEqual([{ ...same, costUsd: 1.234567 }]);
});

test('what is unknown comes back as null, never as 0', async () => {
  const ledger = await ledgerWith(unknown);
  const { costMicros: _micros, ...same } = unknown;
  expect(ledger.list(list.parse({}))).toStrictEqual([{ ...same, costUsd: null }]);
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
    [{ provider: 'openrouter', route: 'think', status: 200, beforeId: 'd' }, ['a']],
  ])('filtered by %j', async (filter, ids) => {
    const ledger = await ledgerWith(
      { id: 'a', atMs: 1 },
      { id: 'b', atMs: 2, route: 'rule:mcp', target: 'local/qwen3' },
      { id: 'c', atMs: 3, status: 529, target: null },
      { id: 'd', atMs: 4 },
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
  const ledger = openLedger(folder);
  onTestFinished(() => ledger.close());
  expect(idsOf(ledger)).toEqual(['req-1']);
});
