import { z } from 'zod';
import { operations } from '../contract/operations.ts';
import { describeAnswer } from '../describe-answer.ts';
import { CommandError } from './command-error.ts';
import type { CommandLine, CommandName } from './command-line.ts';
import type { CoreClient } from './core-client.ts';
import { describeStatus } from './describe-status.ts';

/** What a command works with. */
export interface CommandContext extends Pick<CommandLine, 'operands' | 'flags'> {
  core: Pick<CoreClient, 'call'>;
  /** Prints a line. */
  say: (line: string) => void;
  /** Whether the answer was yes; undefined where nobody is there to answer. */
  ask: (question: string) => Promise<boolean | undefined>;
}

type Command = (context: CommandContext) => Promise<number>;

/** The commands that speak to a running core; each answers the exit code. @throws CommandError */
export const commands: Record<CommandName, Command> = {
  status: async (context) => {
    const answer = await context.core.call('status.get');
    return print(context, answer, () => describeStatus(operations['status.get'].output.parse(answer)));
  },

  use: async (context) => {
    const [route = '', model = ''] = context.operands;
    const use = model === 'none' ? null : model;
    const answer = await context.core.call('routes.set', { route, use });
    return print(context, answer, () => [`${route}: ${use ?? 'not set'}, from the next request on`]);
  },

  pause: async (context) => setPaused(context, true),
  resume: async (context) => setPaused(context, false),

  configure: async (context) => {
    expectClaudeCode(context);
    return changeAfterLook(context, 'claudeCode', settingsOf(context), "Change Claude Code's settings?");
  },

  undo: async (context) => {
    expectClaudeCode(context);
    const answer = await context.core.call('claudeCode.undo', settingsOf(context));
    return print(context, answer, () => describeAnswer(answer));
  },

  import: async (context) => {
    const [path] = context.operands;
    return changeAfterLook(context, 'import', { path }, 'Take this over into config.json?');
  },
};

async function setPaused(context: CommandContext, paused: boolean): Promise<number> {
  const answer = await context.core.call('pause.set', { paused });
  return print(context, answer, () => [
    paused
      ? 'paused: everything but what is asked for by name goes to the default route'
      : 'routing by context again',
  ]);
}

const shown = z.object({ hash: z.string() });

/** Shows what would change and changes it once somebody said yes. */
async function changeAfterLook(
  context: CommandContext,
  noun: 'claudeCode' | 'import',
  input: object,
  question: string,
): Promise<number> {
  let expect: string | undefined;
  if (!context.flags.yes) {
    const preview = await context.core.call(`${noun}.preview`, input);
    print(context, preview, () => describeAnswer(preview));
    const isWanted = await context.ask(question);
    if (isWanted === undefined)
      throw new CommandError('nothing was changed: call it again with --yes to change it');
    if (!isWanted) {
      context.say('nothing was changed');
      return 1;
    }
    expect = shown.safeParse(preview).data?.hash;
  }
  // What was shown is what is done, or nothing is.
  const answer = await context.core.call(`${noun}.apply`, {
    ...input,
    ...(expect !== undefined && { expect }),
  });
  return print(context, answer, () => describeAnswer(answer));
}

function settingsOf({ flags: { settingsPath } }: CommandContext): object {
  return settingsPath === undefined ? {} : { settingsPath };
}

function expectClaudeCode({ operands: [client = ''] }: CommandContext): void {
  if (client !== 'claude-code')
    throw new CommandError(`"${client}" cannot be set up from here, only claude-code`, 2);
}

function print({ flags, say }: CommandContext, answer: unknown, inWords: () => readonly string[]): number {
  const lines = flags.json ? [JSON.stringify(answer, null, 2)] : inWords();
  for (const line of lines) say(line);
  return 0;
}
