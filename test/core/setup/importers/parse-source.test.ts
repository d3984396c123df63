import { describe, expect, test } from 'vitest';
import { ImportError } from '../../../../src-main/core/setup/importers/import-error.ts';
import { parseSource } from '../../../../src-main/core/setup/importers/parse-source.ts';
import { configWith, fixture } from './given.ts';
import { readImport } from '../../../../src-main/core/setup/importers/import-config.ts';

function failureOf(text: string): ImportError {
  try {
    parseSource(text, 'config.of.a.tool');
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('it was parsed');
}

describe('a broken file is refused with its place, and nothing of it is quoted', () => {
  test.each([
    ['JSON', '{\n "api_key": "planted-secret-key" oops', 'config.of.a.tool:2:'],
    ['TOML', '[server]\napi_key = "planted-secret-key\nhost = 1', 'config.of.a.tool:2:'],
    ['YAML', 'model_list:\n  - api_key: planted-secret-key: x\n', 'config.of.a.tool:2:'],
  ])('%s', (format, text, place) => {
    const { message } = failureOf(text);
    expect(message).toContain(place);
    expect(message).toContain(`this is not ${format}`);
    expect(message).not.toContain('planted');
  });
});

test.each(['[', '{"a":', '- ', 'a: &a [*a]\n', '{a: {b: '])(
  '%s a thousand times over is refused',
  (piece) => {
    expect(failureOf(piece.repeat(20_000)).message).toContain('config.of.a.tool');
  },
);

test('aliases of YAML that multiply are refused', () => {
  const lines = Array.from(
    { length: 30 },
    (_line, level) => `l${level}: &l${level} [${`*l${level - 1},`.repeat(10)}]`,
  );
  expect(failureOf(['l0: &l0 [x]', ...lines.slice(1)].join('\n')).message).toContain('aliases');
});

test('JSON5 is taken as its own tool takes it', () => {
  expect(
    parseSource(
      String.raw`{ a: 'it\'s "x"', /* b: 1 */ c: 0x10, d: .5, 'e': [+1,], f: 'l1\
l2', "g: 1": null, h: "http://x" }`,
      'x',
    ),
  ).toEqual({
    a: 'it\'s "x"',
    c: 16,
    d: 0.5,
    e: [1],
    f: 'l1l2',
    'g: 1': null,
    h: 'http://x',
  });
});

test.each([
  ['claude-code-router.json', 'claude-code-router'],
  ['claude-code-router-3.json', 'claude-code-router'],
  ['claude-code-mux.toml', 'claude-code-mux'],
  ['litellm.yaml', 'litellm'],
  ['cc-switch.json', 'cc-switch'],
])('%s is known by its content', (name, tool) => {
  const into = { tool: undefined, place: name, current: configWith(), env: {} };
  expect(readImport(parseSource(fixture(name), name), into).tool).toBe(tool);
});

test('what is no config of the named tool is refused', () => {
  const into = { tool: 'litellm' as const, place: 'a file', current: configWith(), env: {} };
  expect(() => readImport({ Providers: [] }, into)).toThrow('a file: this is not a config of litellm');
});
