import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepareCalibration, writeBehind } from '../../../src-main/core/ledger/calibration.ts';
import { openLedger } from '../../../src-main/core/ledger/ledger.ts';
import { migrations } from '../../../src-main/core/ledger/migrations.ts';
import { openDatabase } from '../../../src-main/core/ledger/open.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-calibration-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openedDatabase() {
  const database = openDatabase(await emptyFolder(), migrations);
  onTestFinished(() => void database.close());
  return database;
}

const seen = (textTokens: number) => [{ textTokens, billedTokens: textTokens * 1.5 }];

test('what was written is there for the next start, the longest unused first', async () => {
  const database = await openedDatabase();
  const table = prepareCalibration(database);
  table.write('a/one', seen(3_000), 1);
  table.write('b/two', seen(1_000), 2);
  table.write('a/one', seen(2_000), 3);
  expect(prepareCalibration(database).all()).toEqual([
    { target: 'b/two', observations: seen(1_000) },
    { target: 'a/one', observations: seen(2_000) },
  ]);
});

test('what waits to be written is written when the ledger closes', async () => {
  const folder = await emptyFolder();
  const before = openLedger(folder);
  before.calibration.keep('a/one', seen(1_000));
  before.close();
  const after = openLedger(folder);
  onTestFinished(() => after.close());
  expect(after.calibration.all()).toEqual([{ target: 'a/one', observations: seen(1_000) }]);
});

test('keeping writes nothing yet, and many keepings are one row', () => {
  const written: unknown[] = [];
  const rows = writeBehind({ all: () => [], write: (...row) => void written.push(row) });
  for (let index = 1; index <= 100; index += 1) rows.keep('a/one', seen(index * 1_000));
  expect(written).toEqual([]);
  rows.flush();
  rows.flush();
  expect(written).toEqual([['a/one', seen(100_000)]]);
});

test('a row that cannot be read is left out', async () => {
  const database = await openedDatabase();
  const insert = database.prepare('INSERT INTO token_calibration VALUES (?, ?, 0)');
  for (const text of ['', '[[1]]', '[["a", 1]]', '{}']) insert.run(`a/${text}`, text);
  insert.run('a/good', '[[1000, 1500]]');
  expect(prepareCalibration(database).all()).toEqual([{ target: 'a/good', observations: seen(1_000) }]);
});

test('the table holds 500 targets, those that were used last', async () => {
  const database = await openedDatabase();
  const table = prepareCalibration(database);
  for (let index = 0; index < 510; index += 1) table.write(`a/${index}`, seen(1_000), index);
  const kept = prepareCalibration(database).all();
  expect(kept).toHaveLength(500);
  expect(kept[0]?.target).toBe('a/10');
});

test('a database that cannot be written costs no request', () => {
  const rows = writeBehind({
    all: () => [],
    write: () => {
      throw new Error('disk full');
    },
  });
  rows.keep('a/one', seen(1_000));
  expect(() => rows.flush()).not.toThrow();
});
