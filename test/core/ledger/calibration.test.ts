import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { calibrationRows } from '../../../src-main/core/ledger/calibration.ts';
import { migrations } from '../../../src-main/core/ledger/migrations.ts';
import { openDatabase } from '../../../src-main/core/ledger/open.ts';

async function openedDatabase() {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-calibration-'));
  const database = openDatabase(folder, migrations);
  onTestFinished(async () => {
    database.close();
    await rm(folder, { recursive: true, force: true });
  });
  return database;
}

const seen = (textTokens: number) => [{ textTokens, billedTokens: textTokens * 1.5 }];

test('what was kept is there for the next start, the longest unused first', async () => {
  const database = await openedDatabase();
  let atMs = 0;
  const rows = calibrationRows(database, () => atMs++);
  rows.keep('b/two', seen(1_000));
  rows.flush();
  rows.keep('a/one', seen(2_000));
  rows.flush();
  expect(calibrationRows(database, () => 0).all()).toEqual([
    { target: 'b/two', observations: seen(1_000) },
    { target: 'a/one', observations: seen(2_000) },
  ]);
});

test('keeping writes nothing yet, and many keepings are one row', async () => {
  const database = await openedDatabase();
  const rows = calibrationRows(database, () => 0);
  for (let index = 1; index <= 100; index += 1) rows.keep('a/one', seen(index * 1_000));
  expect(rows.all()).toEqual([]);
  rows.flush();
  expect(rows.all()).toEqual([{ target: 'a/one', observations: seen(100_000) }]);
});

test('a row that cannot be read is left out', async () => {
  const database = await openedDatabase();
  const insert = database.prepare('INSERT INTO token_calibration VALUES (?, ?, 0)');
  for (const text of ['', '[[1]]', '[["a", 1]]', '{}']) insert.run(`a/${text}`, text);
  insert.run('a/good', '[[1000, 1500]]');
  expect(calibrationRows(database, () => 0).all()).toEqual([{ target: 'a/good', observations: seen(1_000) }]);
});

test('the table holds 500 targets, those that were used last', async () => {
  const database = await openedDatabase();
  let atMs = 0;
  const rows = calibrationRows(database, () => atMs++);
  for (let index = 0; index < 510; index += 1) rows.keep(`a/${index}`, seen(1_000));
  rows.flush();
  const kept = calibrationRows(database, () => 0).all();
  expect(kept).toHaveLength(500);
  expect(kept[0]?.target).toBe('a/10');
});

test('a database that cannot be written costs no request', async () => {
  const database = await openedDatabase();
  const rows = calibrationRows(database, () => 0);
  database.exec('DROP TABLE token_calibration');
  rows.keep('a/one', seen(1_000));
  expect(() => rows.flush()).not.toThrow();
});
