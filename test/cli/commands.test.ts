import { describe, expect, test } from 'vitest';
import { commands, type CommandContext } from '../../src-main/cli/commands.ts';
import { describeAnswer } from '../../src-main/describe-answer.ts';

const changes = [
  { path: 'env.ANTHROPIC_BASE_URL', before: null, after: 'http://127.0.0.1:4000' },
  { path: 'env.ANTHROPIC_MODEL', before: 'opus', after: 'claude-signalbox/smart' },
];
const answer = { changes, warnings: [{ message: 'a managed policy sets ANTHROPIC_MODEL' }] };

/** A command with a core that answers everything alike, and what both said. */
function given(more: Partial<CommandContext> = {}) {
  const called: [string, object | undefined][] = [];
  const said: string[] = [];
  const context: CommandContext = {
    operands: ['claude-code'],
    flags: { yes: false, json: false },
    core: {
      call: (name, input) => {
        called.push([name, input]);
        return Promise.resolve(answer);
      },
    },
    say: (line) => said.push(line),
    ask: () => Promise.resolve(undefined),
    ...more,
  };
  return { context, called, said };
}

describe('configure claude-code', () => {
  test('shows every change and changes nothing where nobody can be asked', async () => {
    const { context, called, said } = given();
    await expect(commands.configure(context)).rejects.toThrow('--yes');
    expect(called).toEqual([['claudeCode.preview', {}]]);
    expect(said).toEqual([
      'env.ANTHROPIC_BASE_URL',
      '  + http://127.0.0.1:4000',
      'env.ANTHROPIC_MODEL',
      '  - opus',
      '  + claude-signalbox/smart',
      'Note:',
      '  a managed policy sets ANTHROPIC_MODEL',
    ]);
  });

  test('changes what was shown once somebody said yes', async () => {
    const { context, called } = given({ ask: () => Promise.resolve(true) });
    expect(await commands.configure(context)).toBe(0);
    expect(called.map(([name]) => name)).toEqual(['claudeCode.preview', 'claudeCode.apply']);
  });

  test('changes nothing where somebody said no', async () => {
    const { context, called, said } = given({ ask: () => Promise.resolve(false) });
    expect(await commands.configure(context)).toBe(1);
    expect(called.map(([name]) => name)).toEqual(['claudeCode.preview']);
    expect(said.at(-1)).toBe('nothing was changed');
  });

  test('with --yes and --settings changes that file at once', async () => {
    const { context, called } = given({ flags: { yes: true, json: false, settingsPath: '/s.json' } });
    await commands.configure(context);
    expect(called).toEqual([['claudeCode.apply', { settingsPath: '/s.json' }]]);
  });
});

test('undo claude-code asks for the way back at once', async () => {
  const { context, called } = given();
  expect(await commands.undo(context)).toBe(0);
  expect(called).toEqual([['claudeCode.undo', {}]]);
});

test('import shows what a file becomes before it is taken over', async () => {
  const { context, called } = given({ operands: ['/ccr/config.json'], ask: () => Promise.resolve(true) });
  await commands.import(context);
  expect(called).toEqual([
    ['import.preview', { path: '/ccr/config.json' }],
    ['import.apply', { path: '/ccr/config.json' }],
  ]);
});

test('what was shown of an import is what is done', async () => {
  const { context, called } = given({
    operands: ['/ccr/config.json'],
    ask: () => Promise.resolve(true),
    core: {
      call: (name, input) => {
        called.push([name, input]);
        return Promise.resolve({ carried: [], lost: [], hash: 'of-the-preview' });
      },
    },
  });
  await commands.import(context);
  expect(called[1]).toEqual(['import.apply', { path: '/ccr/config.json', expect: 'of-the-preview' }]);
});

describe('an answer in words', () => {
  test('says what an import carries over and what is lost', () => {
    expect(
      describeAnswer({
        carried: [{ from: 'Providers[0]', to: 'providers[0]', what: 'the provider openrouter' }],
        lost: [
          { from: 'LOG', why: 'there is one log', whatToDo: 'set logging.level' },
          { from: 'API_TIMEOUT_MS', why: 'limits are set for each provider' },
        ],
        keys: [{ name: 'openrouter' }],
      }),
    ).toEqual([
      'Carried over:',
      '  Providers[0] → providers[0]: the provider openrouter',
      'Not carried over:',
      '  LOG: there is one log; set logging.level',
      '  API_TIMEOUT_MS: limits are set for each provider',
    ]);
  });

  test('says of each setting what an undo did with it', () => {
    expect(
      describeAnswer({
        keys: [
          { path: 'env.ANTHROPIC_BASE_URL', outcome: 'removed' },
          { path: 'env.ANTHROPIC_MODEL', outcome: 'restored' },
          { path: 'statusLine', outcome: 'left' },
        ],
      }),
    ).toEqual([
      'env.ANTHROPIC_BASE_URL: removed',
      'env.ANTHROPIC_MODEL: as it was before',
      'statusLine: left as you changed it',
    ]);
  });

  test('says why nothing could be done', () => {
    expect(
      describeAnswer({ changes: [], warnings: [], problem: 'settings.json:3: a comma is missing' }),
    ).toEqual(['settings.json:3: a comma is missing']);
  });

  test('without a change says so', () => {
    expect(describeAnswer({ changes: [], warnings: [] })).toEqual(['nothing to change']);
    expect(describeAnswer({ settingsPath: '/s.json', keys: [] })).toEqual(['nothing to change']);
  });
});
