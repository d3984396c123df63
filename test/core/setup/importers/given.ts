import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema, type Config } from '../../../../src-main/contract/config.ts';
import type { ImportTool } from '../../../../src-main/contract/imports.ts';
import { finishImport, readImport } from '../../../../src-main/core/setup/importers/import-config.ts';
import { parseSource } from '../../../../src-main/core/setup/importers/parse-source.ts';

const folder = join(import.meta.dirname, '../../../fixtures/importers');

/** The text of a config as a user of another tool has it. */
export function fixture(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** The config of a first start, with changes. */
export function configWith(changes: Record<string, unknown> = {}): Config {
  return configSchema.parse({
    providers: [{ id: 'demo', preset: 'demo' }],
    routes: { default: 'demo/demo' },
    ...changes,
  });
}

interface Given {
  current?: Config;
  env?: Record<string, string>;
  tool?: ImportTool;
}

/** What an import makes of a parsed source, its keys under the names that they would like. */
export function imported(source: unknown, { current = configWith(), env = {}, tool }: Given = {}) {
  const read = readImport(source, { tool, place: 'the text', current, env });
  const nameOf = (key: object) => read.keys.find((each) => each.key === key)?.wanted ?? '';
  const outcome = finishImport(read, { current, raw: { ...current }, nameOf });
  return { tool: read.tool, keys: read.keys, ...outcome, config: configSchema.parse(outcome.config) };
}

/** The same for a fixture. */
export function importedFixture(name: string, given: Given = {}) {
  return imported(parseSource(fixture(name), name), given);
}

/** What the report says of one place of the source. */
export function saidOf({ carried, lost }: ReturnType<typeof imported>, from: string): string[] {
  return [
    ...carried.filter((entry) => entry.from === from).map(({ to, what }) => `${to}: ${what}`),
    ...lost.filter((entry) => entry.from === from).map(({ why }) => `lost: ${why}`),
  ];
}
