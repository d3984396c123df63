import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import { exportUsage } from '../../../src-main/core/api/usage.ts';
import { exportColumns } from '../../../src-main/core/ledger/export.ts';
import type { Ledger } from '../../../src-main/core/ledger/ledger.ts';
import type { FinishedRequest } from '../../../src-main/core/ledger/requests.ts';
import { coreParts } from '../api/core-parts.ts';
import { full, ledgerWith, temporaryFolder, unknown } from './ledger-with.ts';

const sqlite = process.env['SIGNALBOX_TEST_SQLITE'];

async function exported(ledger: Ledger, input: object = {}): Promise<string> {
  const { context } = coreParts({ ledger });
  const { chunks } = exportUsage(operations['usage.export'].input.parse(input), context);
  return joined(chunks);
}

async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

async function cellsOf(...rows: Partial<FinishedRequest>[]): Promise<Record<string, string>[]> {
  const [head = '', ...lines] = (await exported(await ledgerWith(...rows))).trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
  );
}

describe('as CSV', () => {
  test('the first line names the columns, also where there are no rows', async () => {
    expect(await exported(await ledgerWith())).toBe(`${exportColumns.join(',')}\r\n`);
  });

  test('every column has a value of a row of which all is known, or the reason why it is not there', async () => {
    const [cells = {}] = await cellsOf(full);
    const empty = exportColumns.filter((name) => cells[name] === '');
    expect(empty).toEqual(['priceCacheWrite1h', 'error', 'webSearch', 'subagent', 'background']);
    expect(cells).toMatchObject({
      at: '2026-09-21T14:13:20.000Z',
      id: 'req-1',
      provider: 'openrouter',
      costMicros: '1234567',
      costUsd: '1.234567',
      ttftMs: '312.5',
      cacheReadTokens: '0',
      priceInput: '3',
      hasImage: 'false',
      tools: '12',
    });
  });

  test('what is unknown is empty, never 0', async () => {
    const [cells = {}] = await cellsOf(unknown);
    const known = exportColumns.filter((name) => cells[name] !== '');
    expect(known).toEqual(['at', 'atMs', 'day', 'id', 'protocol', 'status', 'attempts', 'error']);
  });

  test('what a spreadsheet would run is text, and a number stays one', async () => {
    const [cells] = await cellsOf({
      requestedModel: '=1+1',
      route: '@x',
      reason: '+x',
      client: '-x',
      ttftMs: -5,
    });
    expect(cells).toMatchObject({
      requestedModel: "'=1+1",
      route: "'@x",
      reason: "'+x",
      client: "'-x",
      ttftMs: '-5',
    });
  });

  test('quotes and line breaks are quoted', async () => {
    const csv = await exported(await ledgerWith({ error: 'a "b",\nc' }));
    expect(csv).toContain(',"a ""b"",\nc",');
  });

  test('any cost is the exact decimal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 999_999_999_999_999 }), async (costMicros) => {
        const [cells] = await cellsOf({ costMicros });
        const [whole = '', places = ''] = cells?.['costUsd']?.split('.') ?? [];
        expect(BigInt(whole + places.padEnd(6, '0'))).toBe(BigInt(costMicros));
      }),
      { numRuns: 20 },
    );
  });

  test.skipIf(sqlite === undefined)("the sqlite3 shell imports it, with the ledger's own sums", async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      id: `${index}`,
      atMs: full.atMs + (index % 7) * 1_000,
      costMicros: index % 3 === 0 ? null : index * 7,
      thinkingTokens: index % 5 === 0 ? null : index,
      error: 'two\nlines, "quoted"',
    }));
    const ledger = await ledgerWith(...rows);
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'usage.csv'), await exported(ledger));
    const sums = ['costMicros', 'thinkingTokens', 'inputTokens'].map(
      (name) => `sum(CAST(${name} AS INTEGER))`,
    );
    const { stdout, stderr } = spawnSync(
      sqlite ?? '',
      [
        ':memory:',
        '-cmd',
        '.import --csv usage.csv usage',
        `SELECT count(*), sum(costMicros = ''), printf('%.6f', sum(costUsd)), ${sums.join(', ')} FROM usage`,
      ],
      { encoding: 'utf8', cwd: folder },
    );
    expect(stderr).toBe('');
    const { total } = ledger.summary({ by: 'day' });
    const { requests, costUsd, unpriced, thinkingTokens, inputTokens } = total;
    const micros = Math.round((costUsd ?? 0) * 1e6);
    expect(stdout.trim()).toBe(
      [requests, unpriced, costUsd?.toFixed(6), micros, thinkingTokens, inputTokens].join('|'),
    );
  });
});

describe('as JSON', () => {
  test('it is an array of records, in the order of their time', async () => {
    const ledger = await ledgerWith({ id: 'b', atMs: 2 }, { ...unknown, atMs: 3 }, { id: 'a', atMs: 1 });
    const records = JSON.parse(await exported(ledger, { format: 'json' })) as Record<string, unknown>[];
    expect(records.map(({ id }) => id)).toEqual(['a', 'b', unknown.id]);
    expect(records.map((record) => Object.keys(record))).toEqual(records.map(() => exportColumns));
    expect(records[0]).toMatchObject({ costMicros: 1_234_567, costUsd: 1.234567, hasImage: false });
    expect(records[2]).toMatchObject({ costMicros: null, costUsd: null, hasImage: null, class: null });
  });

  test('of nothing it is an empty array', async () => {
    expect(JSON.parse(await exported(await ledgerWith(), { format: 'json' }))).toEqual([]);
  });
});

test('every row is there once, however many share a millisecond, and none that came after the beginning', async () => {
  const rows = Array.from({ length: 1_100 }, (_, index) => ({
    id: `${index}`,
    atMs: Math.floor(index / 400),
  }));
  const ledger = await ledgerWith(...rows);
  const seen: unknown[] = [];
  for await (const batch of ledger.flat(undefined)) {
    ledger.record({ ...full, id: `late ${seen.length}`, atMs: 10 });
    seen.push(...batch.map(({ id }) => id));
  }
  expect(seen).toEqual(rows.map(({ id }) => id));
});

test('of so many days it has no older rows', async () => {
  const [atMs, old] = [Date.now(), Date.now() - 3 * 86_400_000];
  const ledger = await ledgerWith({ id: 'new', atMs }, { id: 'old', atMs: old });
  const records = JSON.parse(await exported(ledger, { format: 'json', days: 2 })) as { id: string }[];
  expect(records.map(({ id }) => id)).toEqual(['new']);
});
