import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presets } from '../../../src-main/core/providers/presets.ts';
import type { Preset } from '../../../src-main/core/providers/provider.ts';
import { anthropicFeatures } from '../../../src-main/contract/config.ts';

const page = readFileSync(new URL('../../../docs/providers.md', import.meta.url), 'utf8');
const between = (begin: string, end: string) => page.split(begin)[1]?.split(end)[0] ?? '';
const text = page.split('## One by one')[1]?.split('\n## ')[0] ?? '';

/** The cells of a table's rows, without its head. */
function cellsOf(table: string): string[][] {
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function addressOf({ baseUrl, auth }: Preset): string {
  if (baseUrl === '') return 'none';
  if (baseUrl !== undefined) return `\`${baseUrl}\``;
  return auth.kind === 'google' ? 'from `projectId` and `location`' : 'your own';
}

const rowOf = (preset: Preset) => [
  `\`${preset.id}\``,
  preset.site === undefined ? preset.name : `[${preset.name}](${preset.site})`,
  preset.wire,
  addressOf(preset),
  preset.keyPage === undefined ? '' : `[page](${preset.keyPage})`,
  preset.balance ? 'told' : '',
];

describe("the providers' page", () => {
  test('has a row for each preset, which says what the preset does', () => {
    const table = between('<!-- presets: begin -->', '<!-- presets: end -->');
    expect(cellsOf(table)).toEqual(presets.map(rowOf));
  });

  test('has words for each preset, once, and for no other', () => {
    const groups = [...text.matchAll(/\*\* \((`[^)]*)\)/g)].map(([, ids = '']) => ids);
    const named = groups.flatMap((ids) => [...ids.matchAll(/`([^`]+)`/g)].flatMap(([, id]) => id ?? []));
    expect(named.toSorted()).toEqual(presets.map(({ id }) => id).toSorted());
  });

  test('explains every switch of `takes`', () => {
    const switches = cellsOf(between('| switch ', '\n\n').replace(/^/, '| switch '));
    expect(switches.map(([name]) => name)).toEqual(anthropicFeatures.map((feature) => `\`${feature}\``));
  });

  test('has a place for what cannot be carried', () => {
    expect(between('<!-- losses: begin -->', '<!-- losses: end -->')).toContain('| from');
  });
});

test.each(['cursor', 'vscode', 'codex'])('the page for %s names the address and the token', (client) => {
  const guide = readFileSync(new URL(`../../../docs/clients/${client}.md`, import.meta.url), 'utf8');
  expect(guide).toContain('127.0.0.1:4000');
  expect(guide).toContain('/v1');
  expect(guide).toContain('SIGNALBOX_TOKEN');
});
