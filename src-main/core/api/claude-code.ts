import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { runOnce } from '../exchange/run-once.ts';
import type { ClaudeCodeSetup } from '../setup/claude-code/setup.ts';
import { verifyClaudeCode } from '../setup/claude-code/verify.ts';
import type { ApiContext } from './context.ts';

type Parts = Pick<ApiContext, 'claudeCode'>;

/** The set-up of Claude Code as the operations need it. */
export interface ClaudeCode extends ClaudeCodeSetup {
  /** What a program that a user starts has in its environment, as far as we know it. */
  env: Readonly<Record<string, string | undefined>>;
}

/** How Claude Code stands to us. */
export async function claudeCodeStatus(
  input: OperationInput<'claudeCode.status'>,
  { claudeCode }: Parts,
): Promise<OperationOutput<'claudeCode.status'>> {
  return claudeCode.status(input);
}

/** What an apply would change; nothing is written. */
export async function previewClaudeCode(
  input: OperationInput<'claudeCode.preview'>,
  { claudeCode }: Parts,
): Promise<OperationOutput<'claudeCode.preview'>> {
  return claudeCode.preview(input);
}

/** Sets Claude Code up, and answers what changed. */
export async function applyClaudeCode(
  input: OperationInput<'claudeCode.apply'>,
  { claudeCode }: Parts,
): Promise<OperationOutput<'claudeCode.apply'>> {
  return claudeCode.apply(input);
}

/** Takes back what still holds our values. */
export async function undoClaudeCode(
  input: OperationInput<'claudeCode.undo'>,
  { claudeCode }: Parts,
): Promise<OperationOutput<'claudeCode.undo'>> {
  return claudeCode.undo(input);
}

/** Runs the installed client once and says whether its request arrived. */
export async function runClaudeCode(
  { settingsPath, command = 'claude', timeoutMs }: OperationInput<'claudeCode.verify'>,
  { claudeCode, activity, mask }: Pick<ApiContext, 'claudeCode' | 'activity' | 'mask'>,
): Promise<OperationOutput<'claudeCode.verify'>> {
  const path = claudeCode.settingsPath({ settingsPath });
  return verifyClaudeCode({
    settingsPath: path,
    isUsualPath: path === claudeCode.settingsPath({}),
    command,
    timeoutMs,
    env: claudeCode.env,
    run: runOnce,
    finished: async (sessionId) => activity.finished(sessionId),
    maskText: (text) => mask.text(text),
  });
}
