import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src-main/core/config/config-error.ts';
import { parseConfig, type ParseContext } from '../../../src-main/core/config/parse.ts';
import { testPresets } from './test-presets.ts';

const minimal = { providers: [{ id: 'demo', preset: 'demo' }], routes: { default: 'demo/demo' } };
const context: ParseContext = { file: '/data/config.json', env: {}, overrides: {}, findPreset: testPresets };

function parse(config: unknown, extra: Partial<ParseContext> = {}) {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  return parseConfig(text, { ...context, ...extra });
}

function problems(config: unknown, extra: Partial<ParseContext> = {}): string[] {
  try {
    parse(config, extra);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test('comments and trailing commas are accepted, and defaults filled in', () => {
  const { config } = parse(`{ // mine
    "providers": [{ "id": "demo", "preset": "demo", }], /* one */
    "routes": { "default": "demo/demo" },
  }`);
  expect(config.server).toEqual({
    host: '127.0.0.1',
    port: 4000,
    allowedHosts: [],
    requireToken: true,
    maxBodyMb: 64,
    drainMs: 10_000,
  });
  expect(config.routes.think).toBeNull();
  expect(config.providers[0]?.retry.attempts).toBe(3);
});

test('the message names the file, the line and column, the path and what is accepted', () => {
  const text =
    '{\n  "providers": [{ "id": "demo", "preset": "demo" }],\n  "routes": { "default": "demo/demo", "thnik": "x" }\n}';
  expect(() => parse(text)).toThrow(
    '/data/config.json:3:39: routes.thnik: there is no such setting; accepted here: default, webSearch, subagent, image, think, background, longContext',
  );
});

test('for the names in a record that knows its names, they are listed', () => {
  const provider = { id: 'a', preset: 'anthropic', takes: { pictures: false } };
  const text = JSON.stringify({ providers: [provider], routes: { default: 'a/b' } });
  expect(() => parse(text)).toThrow(
    /takes\.pictures: there is no such setting; accepted here: .*images, .*betas/,
  );
});

test('all that the schema refuses is said at once, in the order of the file', () => {
  const config = {
    server: { port: '4000', hosts: '' },
    providers: [{ id: 'A b', preset: 'demo', wire: 'soap', transforms: [{}] }],
    models: { m: { targets: [] } },
  };
  expect(problems(JSON.stringify(config, null, 2))).toEqual([
    'routes: this is needed and missing: expected object',
    'server.port: expected number, received string',
    'server.hosts: there is no such setting; accepted here: host, port, allowedHosts, requireToken, maxBodyMb, drainMs',
    'providers[0].id: a provider id is made of a-z, 0-9 and -',
    'providers[0].wire: expected one of "anthropic"|"openai-chat"|"openai-responses"|"gemini"|"ollama"|"claude-cli"|"demo"',
    "providers[0].transforms[0].kind: expected 'regex' | 'drop' | 'set'",
    'models.m.targets: a model needs at least one target',
  ]);
});

test.each([
  ['{ "a": 1 "b": 2 }', '/data/config.json:1:10: this is not JSON with comments (CommaExpected)'],
  ['', '/data/config.json:1:1: this is not JSON with comments (ValueExpected)'],
  [
    '{\n  "routes": {},\n  "routes": {}\n}',
    '/data/config.json:3:3: routes: this key stands twice: keep one of the two',
  ],
])('the text %j is refused with its place', (text, message) => {
  expect(() => parse(text)).toThrow(message);
});

describe('variables', () => {
  test('are replaced inside any string, and stay as written in what is shown', () => {
    const written = {
      ...minimal,
      providers: [{ id: 'demo', preset: 'demo', keys: ['$${KEY}/${B}'], models: ['${not one}'] }],
    };
    const { config, raw } = parse(written, { env: { KEY: 'k${B}', B: '' } });
    expect(config.providers[0]?.keys).toEqual(['$k${B}/']);
    expect(raw.providers[0]?.keys).toEqual(['$${KEY}/${B}']);
    expect(config.providers[0]?.models).toEqual(['${not one}']);
  });

  test('that are missing are errors with name and place, and hide what would follow from them', () => {
    const config = {
      ...minimal,
      providers: [{ id: 'demo', preset: 'demo', baseUrl: '${HOST}', keys: ['${KEY}'], tls: { verify: 1 } }],
    };
    expect(problems(config)).toEqual([
      'providers[0].baseUrl: the environment variable HOST is not set',
      'providers[0].keys[0]: the environment variable KEY is not set',
      'providers[0].tls.verify: expected boolean, received number',
    ]);
  });
});

test('what is shown has the defaults, but neither environment nor flags', () => {
  const { config, raw } = parse(minimal, { env: { SIGNALBOX_PORT: '5000' } });
  expect(config.server.port).toBe(5000);
  expect(raw.server.port).toBe(4000);
});

describe('environment and flags', () => {
  test('a flag beats its variable, which beats the file; an empty variable is unset', () => {
    const env = { SIGNALBOX_PORT: '5000', SIGNALBOX_HOST: '::1', SIGNALBOX_LOG_LEVEL: '' };
    const { config } = parse({ ...minimal, logging: { level: 'debug' } }, { env, overrides: { port: '0' } });
    expect(config.server).toMatchObject({ port: 0, host: '::1' });
    expect(config.logging.level).toBe('debug');
  });

  test('allowed names are a list in the file, and separated by commas in the environment', () => {
    const env = { SIGNALBOX_ALLOWED_HOSTS: 'signalbox, router.lan' };
    expect(parse(minimal, { env }).config.server.allowedHosts).toEqual(['signalbox', 'router.lan']);
    expect(problems(minimal, { env: { SIGNALBOX_ALLOWED_HOSTS: 'http://router.lan' } })).toEqual([
      expect.stringContaining('a name such as "router.lan", without a port'),
    ]);
  });

  test.each([
    [
      { SIGNALBOX_PORT: '65536' },
      {},
      'SIGNALBOX_PORT: "65536" is not accepted: Too big: expected number to be <=65535',
    ],
    [
      { SIGNALBOX_PORT: 'http' },
      {},
      'SIGNALBOX_PORT: "http" is not accepted: expected number, received string',
    ],
    [
      { SIGNALBOX_PORT: '1' },
      { port: '-1' },
      '--port: "-1" is not accepted: expected number, received string',
    ],
    [
      { SIGNALBOX_LOG_LEVEL: 'loud' },
      {},
      'SIGNALBOX_LOG_LEVEL: "loud" is not accepted: expected one of "fatal"|"error"|"warn"|"info"|"debug"|"trace"|"silent"',
    ],
  ])('%j with %j is refused by name', (env, overrides, problem) => {
    expect(problems(minimal, { env, overrides })).toEqual([problem]);
  });
});
