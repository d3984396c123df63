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

test('an import says what is carried over and what is lost', () => {
  expect(
    describeAnswer({
      carried: ['the provider openrouter'],
      lost: [{ message: 'transformer "maxtoken": set it at the provider' }],
    }),
  ).toEqual([
    'Carried over:',
    '  the provider openrouter',
    'Not carried over:',
    '  transformer "maxtoken": set it at the provider',
  ]);
});

test('an answer without a change says so', () => {
  expect(describeAnswer({ changes: [], warnings: [] })).toEqual(['nothing to change']);
});
