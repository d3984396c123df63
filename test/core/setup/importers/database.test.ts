import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSourceFile } from '../../../../src-main/core/setup/importers/read-source.ts';
import { fixture, imported } from './given.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const read = async (name: string) =>
  readSourceFile(join(folder, name), { home: folder, workingFolder: folder, platform: 'linux', env: {} });

/** A database as claude-code-router 3 keeps it. */
function routerDatabase(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(
    `CREATE TABLE app_config (key TEXT PRIMARY KEY, value_json TEXT NOT NULL, updated_at TEXT NOT NULL);
     CREATE TABLE api_keys (id TEXT PRIMARY KEY, name TEXT NOT NULL DEFAULT '', encrypted_key TEXT NOT NULL,
       encryption TEXT NOT NULL DEFAULT 'plain', created_at TEXT NOT NULL);`,
  );
  database
    .prepare("INSERT INTO app_config VALUES ('default', ?, '')")
    .run(fixture('claude-code-router-3.json'));
  database
    .prepare(
      "INSERT INTO api_keys VALUES ('1', 'laptop', 'planted-laptop-0001', 'plain', ''), ('2', 'old', 'AAAA', 'safe-storage', '')",
    )
    .run();
  return database;
}

describe('claude-code-router 3', () => {
  test('its database is read, and nothing is left beside it', async () => {
    routerDatabase(join(folder, 'config.sqlite')).close();
    const outcome = imported(await read('config.sqlite'));
    expect(outcome.tool).toBe('claude-code-router');
    expect(outcome.config.providers.map(({ id }) => id)).toEqual(['kimi', 'local']);
    expect(outcome.config.clients.map(({ id }) => id)).toEqual(['claude-code', 'laptop']);
    expect(outcome.lost).toContainEqual(expect.objectContaining({ from: 'api_keys[1]' }));
    expect(readdirSync(folder)).toEqual(['config.sqlite']);
  });

  test('while its program runs and has it open', async () => {
    const database = routerDatabase(join(folder, 'config.sqlite'));
    const { config } = imported(await read('config.sqlite'));
    expect(config.providers.map(({ id }) => id)).toEqual(['kimi', 'local']);
    database.close();
  });
});

test('the database of cc-switch gives what its config.json gave, the current provider from its settings', async () => {
  const database = new Database(join(folder, 'cc-switch.db'));
  database.exec(
    `CREATE TABLE providers (id TEXT NOT NULL, app_type TEXT NOT NULL, name TEXT NOT NULL, settings_config TEXT NOT NULL,
       website_url TEXT, category TEXT, created_at INTEGER, sort_index INTEGER, notes TEXT, icon TEXT, icon_color TEXT,
       meta TEXT NOT NULL DEFAULT '{}', is_current BOOLEAN NOT NULL DEFAULT 0,
       in_failover_queue BOOLEAN NOT NULL DEFAULT 0, PRIMARY KEY (id, app_type));
     CREATE TABLE mcp_servers (id TEXT PRIMARY KEY, server_config TEXT);
     INSERT INTO mcp_servers VALUES ('m', '{"env":{"TOKEN":"planted-mcp-0001"}}');`,
  );
  const add = database.prepare(
    'INSERT INTO providers (id, app_type, name, settings_config, sort_index, is_current) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const env = (model: string) =>
    JSON.stringify({
      env: {
        ANTHROPIC_BASE_URL: 'https://api.z.ai/api/anthropic',
        ANTHROPIC_AUTH_TOKEN: 'planted-zai-0002',
        ANTHROPIC_MODEL: model,
      },
    });
  add.run('one', 'claude', 'One', env('glm-5'), 0, 1);
  add.run('two', 'claude', 'Two', env('glm-6'), 1, 0);
  database.close();

  const first = imported(await read('cc-switch.db'));
  expect(first.config.routes.default).toBe('one/glm-5');
  expect(first.config.providers[0]).toMatchObject({ preset: 'zai-anthropic', keys: ['keychain:one'] });
  expect(first.lost.map(({ from }) => from)).toContain('tables');

  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ currentProviderClaude: 'two' }));
  expect(imported(await read('cc-switch.db')).config.routes.default).toBe('two/glm-6');
});

test('a database of something else, a torn one and a huge file are refused', async () => {
  const other = new Database(join(folder, 'other.db'));
  other.exec('CREATE TABLE t (a)');
  other.close();
  await expect(read('other.db')).rejects.toThrow('not the database of claude-code-router or cc-switch');
  writeFileSync(join(folder, 'torn.db'), 'SQLite format 3\0 and then nothing');
  await expect(read('torn.db')).rejects.toThrow('torn.db: the database cannot be read');
  writeFileSync(join(folder, 'huge.json'), `{"a":"${'x'.repeat(5_000_000)}"}`);
  await expect(read('huge.json')).rejects.toThrow('huge.json: it is larger than 4 MB');
  await expect(read('absent.json')).rejects.toThrow('absent.json: it cannot be read (ENOENT)');
  await expect(read('.')).rejects.toThrow('it cannot be read');
});
