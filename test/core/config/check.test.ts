import { expect, test } from 'vitest';
import { configSchema } from '../../../src-main/contract/config.ts';
import { checkConfig } from '../../../src-main/core/config/check.ts';
import { formatPath } from '../../../src-main/core/config/config-error.ts';
import { budgetOf } from '../../support/budget-of.ts';
import { testPresets } from './test-presets.ts';

const demo = { id: 'demo', preset: 'demo' };
const minimal = { providers: [demo], routes: { default: 'demo/demo' } };

function problems(config: object): string[] {
  const parsed = configSchema.parse({ ...minimal, ...config });
  return checkConfig(parsed, testPresets).map(({ path, message }) => `${formatPath(path)}: ${message}`);
}

test('a config that uses everything it names is accepted', () => {
  expect(
    problems({
      server: { host: '127.8.8.8', requireToken: false },
      providers: [
        demo,
        { id: 'cloud', preset: 'google', projectId: 'p', location: 'eu', serviceAccountFile: '/k.json' },
        { id: 'cli', wire: 'claude-cli', command: '/opt/claude' },
        { id: 'local', wire: 'ollama', contextTokens: 32_768 },
        { id: 'vendor', preset: 'complete', takes: { midConversationSystem: false } },
        {
          id: 'own',
          wire: 'openai-chat',
          baseUrl: 'http://localhost:1',
          keys: ['keychain:a', 'env:B', 'plain'],
        },
      ],
      models: {
        smart: { targets: ['own/a/b', { target: 'demo/demo', weight: 2 }] },
        'claude-*': { targets: ['demo/demo'] },
      },
      routes: { default: 'smart', think: 'own/x', longContext: { use: 'smart', aboveTokens: 1 } },
      rules: [{ name: 'r', when: { prompt: '(?i)fix.*bug' }, use: 'demo/demo' }],
      budgets: [
        budgetOf('day', 1, 'stop'),
        budgetOf('month', 1, { use: 'smart' }),
        budgetOf('day', 1, { use: 'own/a' }, 'own'),
        budgetOf('day', 1, 'warn', 'cli'),
      ],
    }),
  ).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    'a budget of a provider that is not there',
    { budgets: [budgetOf('day', 1, 'stop', 'none')] },
    ['budgets[0].provider: there is no provider "none"; known: demo'],
  ],
  [
    'a budget that switches to nothing known, or to a pattern',
    {
      models: { 'claude-*': { targets: ['demo/demo'] } },
      budgets: [budgetOf('day', 1, { use: 'cheap' }), budgetOf('month', 1, { use: 'claude-*' })],
    },
    [
      'budgets[0].then.use: "cheap" is not in models: add it there, or give a target as provider/model',
      'budgets[1].then.use: "claude-*" is a pattern: name one model, or a target as provider/model',
    ],
  ],
  [
    'two budgets of the same',
    {
      budgets: [
        budgetOf('day', 1, 'stop'),
        budgetOf('day', 2, 'warn'),
        budgetOf('month', 3, 'stop', 'demo'),
        budgetOf('month', 4, 'stop', 'demo'),
      ],
    },
    [
      'budgets[1]: budgets[0] is already a budget per day: keep one',
      'budgets[3]: budgets[2] is already a budget per month for demo: keep one',
    ],
  ],
  ['ids that stand twice', { providers: [demo, demo] }, ['providers[1].id: the id "demo" stands twice']],
  [
    'clients that stand twice',
    {
      clients: [
        { id: 'a', token: 'env:A' },
        { id: 'a', token: 'env:B' },
      ],
    },
    ['clients[1].id: the id "a" stands twice'],
  ],
  [
    'an unknown preset',
    { providers: [demo, { id: 'x', preset: 'none' }] },
    ['providers[1].preset: there is no preset "none": leave it out and give wire and baseUrl yourself'],
  ],
  [
    'no wire',
    { providers: [demo, { id: 'x', baseUrl: 'http://a' }] },
    ['providers[1]: the provider "x" needs a preset or a wire'],
  ],
  [
    'no address',
    { providers: [demo, { id: 'x', preset: 'no-address' }] },
    ['providers[1]: the provider "x" needs a baseUrl'],
  ],
  [
    'settings that other wires have',
    {
      providers: [
        { ...demo, takes: { images: false }, contextTokens: 1 },
        { id: 'x', preset: 'complete', takes: { betas: false }, command: 'claude', projectId: 'p' },
      ],
    },
    [
      'providers[0].takes: takes is for the wire anthropic only: remove it',
      'providers[0].contextTokens: contextTokens is for the wire ollama only: remove it',
      'providers[1].command: command is for the wire claude-cli only: remove it',
      'providers[1].projectId: projectId is for the presets of Vertex AI only: remove it',
    ],
  ],
  [
    'Vertex AI without a project',
    { providers: [demo, { id: 'x', preset: 'google' }] },
    ['providers[1]: the provider "x" needs a projectId'],
  ],
  [
    'a reference without a name',
    { providers: [{ ...demo, keys: ['keychain:'] }] },
    ['providers[0].keys[0]: the name is missing: keychain:NAME'],
  ],
  [
    'a target of an unknown provider',
    { models: { 'claude-*': { targets: ['demo/a', 'other/b'] } } },
    ['models["claude-*"].targets[1]: there is no provider "other" for "other/b"; known: demo'],
  ],
  [
    'routes and rules that lead nowhere',
    {
      models: { 'claude-*': { targets: ['demo/demo'] } },
      routes: {
        default: 'smart',
        think: 'claude-*',
        image: 'other/x',
        longContext: { use: 'demo/', aboveTokens: 1 },
      },
      rules: [{ name: 'r', when: {}, use: 'toString' }],
    },
    [
      'routes.default: "smart" is not in models: add it there, or give a target as provider/model',
      'routes.image: there is no provider "other" for "other/x"; known: demo',
      'routes.think: "claude-*" is a pattern: name one model, or a target as provider/model',
      'routes.longContext.use: "demo/" lacks the model: give a target as provider/model',
      'rules[0].use: "toString" is not in models: add it there, or give a target as provider/model',
    ],
  ],
  [
    'a prompt that is no expression of RE2',
    { rules: [{ name: 'r', when: { prompt: '(?=a)' }, use: 'demo/demo' }] },
    [
      'rules[0].when.prompt: this is not a regular expression of RE2: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
  ],
  [
    'an open door',
    { server: { host: '0.0.0.0', requireToken: false } },
    [
      'server.requireToken: with requireToken false the host must be this machine alone (127.0.0.1, ::1, localhost), not 0.0.0.0: others could spend your keys',
    ],
  ],
])('refused: %s', (_what, config, expected) => {
  expect(problems(config)).toEqual(expected);
});

test('a transform that cannot be read is named with its place', () => {
  const transforms = [
    { kind: 'regex', pattern: '(?=a)', replace: '' },
    { kind: 'regex', pattern: 'a', replace: '$1' },
    { kind: 'drop', path: '$..[' },
    { kind: 'set', path: 'metadata', value: 1 },
  ];
  expect(problems({ providers: [{ ...demo, transforms }] })).toEqual([
    expect.stringMatching(
      /^providers\[0\]\.transforms\[0\]\.pattern: this is not a regular expression of RE2: /,
    ),
    expect.stringMatching(
      /^providers\[0\]\.transforms\[2\]\.path: this is not a JSONPath such as "\$\.metadata": /,
    ),
    expect.stringMatching(
      /^providers\[0\]\.transforms\[3\]\.path: this is not a JSONPath such as "\$\.metadata": /,
    ),
  ]);
});

test('a caFile that is not there, or holds no certificate, is named with its place', () => {
  const provider = (caFile: string) => ({ ...demo, tls: { caFile } });
  const [missing, ...others] = problems({ providers: [provider('/nowhere/ca.pem')] });
  expect(missing).toMatch(/^providers\[0\]\.tls\.caFile: \/nowhere\/ca\.pem cannot be read/);
  expect(others).toEqual([]);
  expect(problems({ providers: [provider(import.meta.filename)] })).toEqual([
    expect.stringContaining('holds no certificate'),
  ]);
});
