import {
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { setAside } from '../../../src-main/core/ledger/damage.ts';
import { openLedger } from '../../../src-main/core/ledger/ledger.ts';
import { openMending } from '../../../src-main/core/ledger/mending.ts';
import { databaseFile, LedgerError } from '../../../src-main/core/ledger/open.ts';
import { full, openedLedger, temporaryFolder } from './ledger-with.ts';

const now = Date.UTC(2026, 10, 28, 9, 30);
const asideName = 'usage.db.damaged-20261128T093000000Z';
const ids = (ledger: ReturnType<typeof openLedger>) => ledger.list({ limit: 1000 }).map(({ id }) => id);

/** A database of some hundred pages that nobody has open. */
async function filled(): Promise<string> {
  const folder = await temporaryFolder();
  const ledger = openLedger(folder);
  for (let index = 0; index < 500; index += 1) ledger.record({ ...full, id: `old ${index}`, atMs: index });
  ledger.close();
  return folder;
}

/** Writes nonsense over all pages but the first few. */
function scribble(file: string): void {
  const descriptor = openSync(file, 'r+');
  const from = 4096;
  writeSync(descriptor, Buffer.alloc(statSync(file).size - from, 0xa5), 0, undefined, from);
  closeSync(descriptor);
}

describe('a file that is damaged when the ledger is opened', () => {
  test.each([
    ['holds something else', (file: string) => writeFileSync(file, 'no database'.repeat(1_000))],
    ['holds a few bytes', (file: string) => writeFileSync(file, 'oh')],
    ['lost its end', (file: string) => truncateSync(file, 3 * 4096)],
    ['lost its end in the middle of a page', (file: string) => truncateSync(file, 5_000)],
  ])('because it %s is set aside, and a new ledger begins', async (_how, damage) => {
    const folder = await filled();
    damage(databaseFile(folder));
    const damaged = readFileSync(databaseFile(folder));
    const ledger = openedLedger(folder, { now: () => now });
    ledger.record(full);
    expect(ids(ledger)).toEqual(['req-1']);
    expect(ledger.problem()).toContain(asideName);
    expect(readFileSync(join(folder, asideName)).equals(damaged)).toBe(true);
  });

  test('is spoken of until the next start', async () => {
    const folder = await filled();
    writeFileSync(databaseFile(folder), 'no database'.repeat(1_000));
    openLedger(folder).close();
    expect(openedLedger(folder).problem()).toBeUndefined();
  });
});

test('what belongs to a database that is set aside goes with it', async () => {
  const file = join(await temporaryFolder(), 'usage.db');
  for (const end of ['', '-wal', '-shm']) writeFileSync(file + end, `usage.db${end}`);
  const aside = setAside(file, now);
  expect(['', '-wal', '-shm'].map((end) => readFileSync(aside + end, 'utf8'))).toEqual([
    'usage.db',
    'usage.db-wal',
    'usage.db-shm',
  ]);
  expect(readdirSync(dirname(file))).toHaveLength(3);
});

describe('damage that shows later', () => {
  test('costs what was held, and no request that ends from then on', async () => {
    const folder = await filled();
    scribble(databaseFile(folder));
    const problems: string[] = [];
    const ledger = openedLedger(folder, { now: () => now, onDamaged: (problem) => problems.push(problem) });
    ledger.record(full);
    ledger.record({ ...full, id: 'req-2' });
    expect(ids(ledger).sort()).toEqual(['req-1', 'req-2']);
    expect(ledger.problem()).toContain(asideName);
    expect(statSync(join(folder, asideName)).size).toBeGreaterThan(100_000);
  });

  test('ends an export that is under way with an error, never early in silence', async () => {
    const folder = await filled();
    const ledger = openedLedger(folder, { now: () => now });
    const reading = ledger.flat(undefined);
    expect((await reading.next()).value).toHaveLength(100);
    scribble(databaseFile(folder));
    // What is read from a file that nobody is known to have changed may still be remembered.
    ledger.record(full);
    ledger.summary({ by: 'day' });
    await expect(reading.next()).rejects.toThrow('began anew');
  });

  const corrupt = () => new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');

  /** A database with a table `a`, and what is told of it. */
  async function mending() {
    const file = databaseFile(await temporaryFolder());
    const told: string[] = [];
    const open = () => {
      const database = new Database(file);
      database.exec('CREATE TABLE IF NOT EXISTS a (x)');
      return { database };
    };
    const database = openMending({
      file,
      open,
      rescue: () => 'none',
      now: () => now,
      onDamaged: (line) => told.push(line),
    });
    onTestFinished(() => database.close());
    database.use((parts) => parts.database.exec('INSERT INTO a VALUES (1)'));
    const rows = () => database.use((parts) => parts.database.prepare('SELECT x FROM a').all());
    return { database, told, rows };
  }

  test('only once, in a file whose check finds none, costs nothing', async () => {
    const { database, told, rows } = await mending();
    let times = 0;
    database.use(() => {
      times += 1;
      if (times === 1) throw corrupt();
    });
    expect({ times, told, rows: rows() }).toEqual({ times: 2, told: [], rows: [{ x: 1 }] });
  });

  test('again in the same work is believed, whatever the check finds', async () => {
    const { database, told, rows } = await mending();
    let times = 0;
    database.use(() => {
      times += 1;
      if (times < 3) throw corrupt();
    });
    expect({ times, rows: rows() }).toEqual({ times: 3, rows: [] });
    expect(told).toEqual([expect.stringContaining(asideName)]);
  });

  test.each(['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR_WRITE', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'])(
    '%s is none: the work fails, and the file stays',
    async (code) => {
      const { database, told, rows } = await mending();
      const fail = () =>
        database.use(() => {
          throw new Database.SqliteError('not now', code);
        });
      expect(fail).toThrow('not now');
      expect({ told, rows: rows() }).toEqual({ told: [], rows: [{ x: 1 }] });
    },
  );
});

describe('what of a damaged file can still be read', () => {
  /** Money, and rows long enough that most pages are theirs. */
  async function withMoney(): Promise<string> {
    const folder = await temporaryFolder();
    const ledger = openLedger(folder);
    ledger.credits.add({ client: 'claude-code', amountMicros: 20_000_000, note: 'a top-up', atMs: now });
    ledger.credits.add({ client: 'codex', amountMicros: 5_000_000, note: 'a top-up', atMs: now });
    for (let index = 0; index < 300; index += 1) {
      const request = { ...full, id: `old ${index}`, atMs: now, error: 'e'.repeat(2_000) };
      ledger.record(request, index < 3 ? 1_500_000 : 0);
    }
    ledger.close();
    return folder;
  }

  /** Writes nonsense over the pages of a table or an index. */
  function scribbleOver(folder: string, isHit: (name: string) => boolean): void {
    const database = new Database(databaseFile(folder), { readonly: true });
    const pages = database.prepare<[], { name: string; page: number }>(
      'SELECT name, pageno AS page FROM dbstat',
    );
    const hit = pages.all().filter(({ name }) => isHit(name));
    database.close();
    expect(hit.length).toBeGreaterThan(0);
    const descriptor = openSync(databaseFile(folder), 'r+');
    for (const { page } of hit) writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096);
    closeSync(descriptor);
  }

  test('comes over: the sums of the days and the balances, which a bill accounts for', async () => {
    const folder = await withMoney();
    scribbleOver(folder, (name) => name.startsWith('requests'));
    const { size } = statSync(databaseFile(folder));
    const ledger = openedLedger(folder, { now: () => now });
    ledger.record({ ...full, atMs: now }, 1_000_000);
    expect(ids(ledger)).toEqual(['req-1']);
    expect(ledger.problem()).toContain('with the sums of its days and the balances of its clients');

    expect(ledger.credits.account('claude-code')).toEqual({
      balanceMicros: 14_500_000,
      basisMicros: 20_000_000,
    });
    expect(ledger.credits.account('codex').balanceMicros).toBe(5_000_000);
    const transactions = ledger.credits.transactions('claude-code', 10);
    expect(transactions.map(({ kind, usd, note }) => [kind, usd, note])).toEqual([
      ['charge', -1, null],
      ['correction', 15.5, `carried over from ${asideName}`],
    ]);
    expect(ledger.summary({ by: 'client' }).total.requests).toBe(301);
    expect(statSync(join(folder, asideName)).size).toBe(size);
  });

  test('comes over alone where the other cannot be read, and is said to be checked', async () => {
    const folder = await withMoney();
    scribbleOver(folder, (name) => name.startsWith('requests') || name === 'transactions');
    const ledger = openedLedger(folder, { now: () => now });
    ledger.record({ ...full, atMs: now });
    expect(ledger.problem()).toContain('check them');
    expect(ledger.summary({ by: 'client' }).total.requests).toBe(301);
    expect(ledger.credits.clients()).toEqual([]);
  });
});

describe('what is no damage', () => {
  test('stays an error and keeps the file: a folder in its place', async () => {
    const folder = await temporaryFolder();
    mkdirSync(databaseFile(folder));
    expect(() => openLedger(folder)).toThrow(LedgerError);
    expect(readdirSync(folder)).toEqual(['usage.db']);
  });

  test('stays an error and keeps the file: a newer version', async () => {
    const folder = await filled();
    const database = new Database(databaseFile(folder));
    database.pragma('user_version = 99');
    database.close();
    expect(() => openLedger(folder)).toThrow('newer Signalbox');
    expect(readdirSync(folder)).toEqual(['usage.db']);
  });
});
