/** Lines that Claude Code 2.1.329 writes when plan mode begins, goes on or ends (seen; the test fixtures hold them). */
const marks = [
  { line: 'Plan mode is active', active: true },
  { line: 'Plan mode still active', active: true },
  { line: '## Re-entering Plan Mode', active: true },
  { line: '## Exited Plan Mode', active: false },
] as const;

/** How the results of its tools EnterPlanMode and ExitPlanMode begin. */
const results = [
  { beginning: 'Entered plan mode.', active: true },
  { beginning: 'User has approved your plan.', active: false },
  { beginning: 'User has approved the plan.', active: false },
  { beginning: 'User has approved exiting plan mode.', active: false },
] as const;

/**
 * What the client's own words, a system message or a reminder, say of plan mode: whether it is on after them, or
 * undefined where they do not mention it. Only whole lines count, the last of them.
 */
export function planModeAfter(text: string): boolean | undefined {
  let latest = -1;
  let isActive: boolean | undefined;
  for (const { line, active } of marks) {
    const start = lastLineBeginning(text, line);
    if (start <= latest) continue;
    latest = start;
    isActive = active;
  }
  return isActive;
}

/**
 * The same for a tool's result. A file or a command may quote the client's words, so they count there only in the
 * reminders that the client appends when it may not send system messages.
 */
export function planModeAfterResult(text: string): boolean | undefined {
  const reminded = text.endsWith('</system-reminder>') ? planModeAfter(text) : undefined;
  return reminded ?? results.find(({ beginning }) => text.startsWith(beginning))?.active;
}

function lastLineBeginning(text: string, beginning: string): number {
  const found = text.lastIndexOf(`\n${beginning}`);
  if (found >= 0) return found + 1;
  return text.startsWith(beginning) ? 0 : -1;
}
