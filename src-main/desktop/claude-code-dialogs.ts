import { z } from 'zod';
import type { Core } from '../core/index.ts';
import { describeAnswer } from '../describe-answer.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { PreferenceStore } from './preferences.ts';

interface DialogContext {
  core: Pick<Core, 'run'>;
  dialog: ElectronParts['dialog'];
}

const previewed = z.object({ changes: z.array(z.unknown()), problem: z.string().optional() });
/** `changed` leads here as well, in part. */
const setUp = z.object({ state: z.enum(['set', 'changed']) });

/** Shows what would change in Claude Code's settings, and changes it once that is wanted. */
export async function configureClaudeCode({ core, dialog }: DialogContext): Promise<void> {
  const preview = await core.run('claudeCode.preview');
  const detail = describeAnswer(preview).join('\n');
  const { changes, problem } = previewed.parse(preview);
  if (problem !== undefined) throw new Error(problem);
  if (changes.length === 0) {
    await dialog.showMessageBox({ type: 'info', message: 'Claude Code is set up already', detail });
    return;
  }
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: "Change Claude Code's settings?",
    detail,
    buttons: ['Change', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) await core.run('claudeCode.apply');
}

/**
 * Before the app quits: where Claude Code still points here it would find nobody, so putting its settings back is
 * offered. Answers whether to quit.
 */
export async function mayQuit(
  { core, dialog }: DialogContext,
  preferences: PreferenceStore,
): Promise<boolean> {
  if (!preferences.read().asksBeforeQuit || !(await pointsHere(core))) return true;
  const { response, checkboxChecked } = await dialog.showMessageBox({
    type: 'question',
    message: 'Claude Code goes through Signalbox',
    detail: 'Until Signalbox runs again, Claude Code finds nobody at its address.',
    buttons: ['Quit', "Put Claude Code's settings back and quit", 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: 'Do not ask again',
  });
  if (response === 2) return false;
  if (checkboxChecked) preferences.set({ asksBeforeQuit: false });
  if (response === 1) await core.run('claudeCode.undo');
  return true;
}

async function pointsHere(core: Pick<Core, 'run'>): Promise<boolean> {
  // Settings that cannot be read are no reason to stay.
  const told = await core.run('claudeCode.status').catch(() => undefined);
  return setUp.safeParse(told).success;
}
