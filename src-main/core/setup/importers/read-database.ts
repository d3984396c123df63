import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { ImportError } from './import-error.ts';
import { fieldsOf, textOf } from './values.ts';

/** The first bytes of every SQLite database. */
export const databaseMagic = 'SQLite format 3\0';

const mostBytesInMemory = 64 * 1024 * 1024;

/**
 * Reads the config that the database of claude-code-router 3 or of cc-switch holds, in the shape that their config.json
 * had. Nothing beside the database is written, also where its program runs. Throws {@link ImportError}.
 */
export function readDatabase(file: string): unknown {
  try {
    const database = openToRead(file);
    try {
      const tables = new Set(
        database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(),
      );
      if (tables.has('app_config')) return readRouterConfig(database, tables);
      if (tables.has('providers')) return readSwitchConfig(database, tables, dirname(file));
    } finally {
      database.close();
    }
  } catch (error) {
    const code = error instanceof Database.SqliteError ? ` (${error.code})` : '';
    throw new ImportError(
      file,
      `the database cannot be read${code}: close the program that it belongs to, and try again`,
    );
  }
  throw new ImportError(file, 'it is not the database of claude-code-router or cc-switch');
}

/** Where nothing waits in a log beside it, the file is the database as a whole, and a copy in memory locks nothing. */
function openToRead(file: string): Database.Database {
  const isWhole = ['-wal', '-journal'].every((ending) => sizeOf(file + ending) === 0);
  if (!isWhole || sizeOf(file) > mostBytesInMemory)
    return new Database(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
  const bytes = readFileSync(file);
  // The versions of the format: as if it had never had a write-ahead log, which memory cannot have.
  bytes.fill(1, 18, 20);
  return new Database(bytes, { readonly: true });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function readRouterConfig(database: Database.Database, tables: ReadonlySet<unknown>): unknown {
  const text = database.prepare("SELECT value_json FROM app_config WHERE key = 'default'").pluck().get();
  const keys = tables.has('api_keys')
    ? database.prepare('SELECT name, encrypted_key, encryption FROM api_keys').all()
    : [];
  return { Providers: [], ...fieldsOf(fromJson(text)), ...(keys.length > 0 && { api_keys: keys }) };
}

const columns = {
  websiteUrl: 'website_url',
  category: 'category',
  createdAt: 'created_at',
  sortIndex: 'sort_index',
  notes: 'notes',
  icon: 'icon',
  iconColor: 'icon_color',
};
/** Tables of settings that are not providers; what is left are logs and sums. */
const otherTables = ['mcp_servers', 'prompts', 'skills', 'skill_repos', 'proxy_config', 'model_pricing'];

function readSwitchConfig(
  database: Database.Database,
  tables: ReadonlySet<unknown>,
  folder: string,
): unknown {
  const rows = database
    .prepare('SELECT * FROM providers ORDER BY sort_index, created_at, id')
    .all()
    .map(fieldsOf);
  const settings = fieldsOf(fromJson(textIn(join(folder, 'settings.json'))));
  const sections = [...Map.groupBy(rows, ({ app_type: app }) => String(app))].map(([app, members]) => {
    const chosen = textOf(settings[`currentProvider${app.charAt(0).toUpperCase()}${app.slice(1)}`]);
    const current = chosen ?? members.find(({ is_current: isCurrent }) => isCurrent === 1)?.['id'];
    const providers = Object.fromEntries(members.map((row) => [String(row['id']), providerOf(row)]));
    return [app, { providers, ...(current !== undefined && { current }) }];
  });
  const counts = otherTables
    .filter((name) => tables.has(name))
    .map((name) => [name, database.prepare(`SELECT count(*) FROM ${name}`).pluck().get()])
    .filter(([, count]) => count !== 0);
  return {
    ...Object.fromEntries(sections),
    ...(counts.length > 0 && { tables: Object.fromEntries(counts) }),
  };
}

function providerOf(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown = Object.entries(columns)
    .filter(([, column]) => row[column] !== null && row[column] !== undefined)
    .map(([name, column]) => [name, row[column]]);
  return {
    name: row['name'],
    settingsConfig: fromJson(row['settings_config']),
    meta: fromJson(row['meta']),
    ...(row['in_failover_queue'] === 1 && { inFailoverQueue: true }),
    ...Object.fromEntries(shown),
  };
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A row that its own program could not read either.
    return text;
  }
}

function textIn(file: string): string {
  return sizeOf(file) > 0 && sizeOf(file) < 1_000_000 ? readFileSync(file, 'utf8') : '{}';
}
