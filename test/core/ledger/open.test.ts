import { statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/core/ledger/migrations.ts';
import { LedgerError, openDatabase } from '../../../src-main/core/ledger/open.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function opened(folder: string, steps: readonly string[]) {
  const database = openDatabase(folder, steps);
  onTestFinished(() => void database.close());
  return database;
}

const [first, second] = ['CREATE TABLE a (x TEXT)', "INSERT INTO a VALUES ('kept')"];

test('each step runs once, and new ones run on what is there', async () => {
  const folder = await temporaryFolder();
  openDatabase(folder, [first]).close();
  openDatabase(folder, [first, second]).close();
  const database = opened(folder, [first, second]);
  expect(database.prepare('SELECT x FROM a').pluck().all()).toEqual(['kept']);
  expect(database.pragma('user_version', { simple: true })).toBe(2);
});

test('a step that fails leaves the database as it was', async () => {
  const folder = await temporaryFolder();
  expect(() => openDatabase(folder, [first, 'not SQL'])).toThrow(LedgerError);
  const database = opened(folder, []);
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
});

test('a database of a newer version is left alone and says so', async () => {
  const folder = await temporaryFolder();
  openDatabase(folder, [first, second]).close();
  expect(() => openDatabase(folder, [first])).toThrow(
    `${join(folder, 'usage.db')}: was written by a newer Signalbox (version 2, this one knows 1)`,
  );
});

test('a file that is no database, or no file, is named', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'usage.db'), 'not a database, but long enough to look like one'.repeat(30));
  expect(() => openDatabase(folder, [first])).toThrow(
    /usage\.db: cannot be used as the ledger \(.*\): make it writable/,
  );
  expect(() => openDatabase(join(folder, 'none'), [first])).toThrow(
    /usage\.db: cannot be used as the ledger \(ENOENT/,
  );
});

test('it writes ahead', async () => {
  const database = opened(await temporaryFolder(), migrations);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(1);
});

test.skipIf(process.platform === 'win32')(
  'its files are for the owner alone, whoever made them',
  async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'usage.db'), '', { mode: 0o644 });
    opened(folder, migrations);
    const modes = ['usage.db', 'usage.db-wal', 'usage.db-shm'].map(
      (name) => statSync(join(folder, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  },
);

test.each([
  ['provider = ?', 'requests_by_provider'],
  ['route = ?', 'requests_by_route'],
  ['status = ?', 'requests_by_status'],
  ['(at_ms, sequence) < (?, ?)', 'requests_by_time'],
])('a list with %s uses the index %s and sorts nothing', async (condition, index) => {
  const database = opened(await temporaryFolder(), migrations);
  const plan = database
    .prepare(
      `EXPLAIN QUERY PLAN SELECT * FROM requests WHERE ${condition} ORDER BY at_ms DESC, sequence DESC LIMIT 9`,
    )
    .all(...Array.from(condition.matchAll(/\?/g), () => 1));
  expect(JSON.stringify(plan)).toContain(index);
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
});
