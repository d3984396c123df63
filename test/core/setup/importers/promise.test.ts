import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src-main/core/config/parse.ts';
import { findPreset } from '../../../../src-main/core/providers/presets.ts';
import { isEmpty, membersOf, writePath } from '../../../../src-main/core/setup/importers/account.ts';
import { parseSource } from '../../../../src-main/core/setup/importers/parse-source.ts';
import { unfoldCcSwitch } from '../../../../src-main/core/setup/importers/unfold-cc-switch.ts';
import { fixture, imported } from './given.ts';

/** The promise of every import: nothing is dropped in silence, no key is shown, and the outcome is a config. */

const fixtures = [
  'claude-code-router.json',
  'claude-code-router-3.json',
  'claude-code-router-5.json5',
  'claude-code-mux.toml',
  'litellm.yaml',
  'cc-switch.json',
];

function leaves(value: unknown, path: (string | number)[] = []): string[] {
  if (isEmpty(value)) return [];
  const members = membersOf(value);
  if (members.length === 0) return [writePath(path)];
  return members.flatMap(([step, inner]) => leaves(inner, [...path, step]));
}

/** Whether a place of the report, with `[*]` for any place in a list, is a leaf's or stands above it. */
function covers(from: string, leaf: string): boolean {
  const parts = from.split('[*]').map((part) => part.replaceAll(/[^\w]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(String.raw`\[\d+\]`)}(?:$|[.[])`).test(leaf);
}

describe.each(fixtures)('%s', (name) => {
  const source = parseSource(fixture(name), name);
  const planted = fixture(name).match(/planted-[\w-]+/g) ?? [];
  const outcome = imported(source);
  const places = [...outcome.carried, ...outcome.lost].map(({ from }) => from).filter((from) => from !== '');

  test('every value is carried or lost', () => {
    const all = leaves(name.startsWith('cc-switch') ? unfoldCcSwitch(source) : source);
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter((leaf) => !places.some((from) => covers(from, leaf)))).toEqual([]);
  });

  test('the report speaks of nothing that the source does not hold', () => {
    const all = leaves(name.startsWith('cc-switch') ? unfoldCcSwitch(source) : source);
    expect(places.filter((from) => !all.some((leaf) => covers(from, leaf)))).toEqual([]);
  });

  test('no key is in the report or in the config', () => {
    expect(planted.length).toBeGreaterThan(0);
    const { keys: _keys, ...shown } = outcome;
    const text = JSON.stringify(shown);
    expect(planted.filter((key) => text.includes(key))).toEqual([]);
  });

  test('the outcome is a config that Signalbox takes', () => {
    const text = JSON.stringify(outcome.config);
    const parse = () => parseConfig(text, { file: 'config.json', env: {}, overrides: {}, findPreset });
    expect(parse).not.toThrow();
  });

  test('the demo leaves', () => {
    expect(outcome.config.providers.map(({ preset }) => preset)).not.toContain('demo');
    expect(JSON.stringify(outcome.config.routes)).not.toContain('demo/');
  });

  test('imported once more over itself it keeps what is there, and is a config again', () => {
    const twice = imported(source, { current: outcome.config });
    expect(twice.config.providers.slice(0, outcome.config.providers.length)).toEqual(
      outcome.config.providers,
    );
    expect(twice.config.routes).toEqual(outcome.config.routes);
    const parse = () =>
      parseConfig(JSON.stringify(twice.config), { file: 'config.json', env: {}, overrides: {}, findPreset });
    expect(parse).not.toThrow();
  });
});
