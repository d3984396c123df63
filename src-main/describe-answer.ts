import { z } from 'zod';

/** What set-ups and imports say of themselves, as far as people are shown it; each brings some of these. */
const answerShape = z.object({
  changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })).default([]),
  undone: z.array(z.object({ path: z.string(), outcome: z.string() })).default([]),
  carried: z.array(z.object({ from: z.string(), to: z.string(), what: z.string() })).default([]),
  lost: z.array(z.object({ from: z.string(), why: z.string(), whatToDo: z.string().optional() })).default([]),
  warnings: z.array(z.object({ message: z.string() })).default([]),
  problem: z.string().optional(),
});

/**
 * An answer of `claudeCode.*` or `import.*` in lines for people: what changes, what was put back, what is carried over
 * and what is lost, and what to look out for. One with none of these says that nothing changes.
 */
export function describeAnswer(answer: unknown): string[] {
  const shape = answerShape.safeParse(withUndone(answer));
  if (!shape.success) return [JSON.stringify(answer)];
  const { changes, undone, carried, lost, warnings, problem } = shape.data;
  const lines = [
    ...(problem === undefined ? [] : [problem]),
    ...changes.flatMap(({ path, before, after }) => [
      path,
      ...(before === undefined || before === null ? [] : [`  - ${inOneLine(before)}`]),
      ...(after === undefined || after === null ? [] : [`  + ${inOneLine(after)}`]),
    ]),
    ...undone.map(({ path, outcome }) => `${path}: ${outcomes[outcome] ?? outcome}`),
    ...section(
      'Carried over',
      carried.map(({ from, to, what }) => `${[from, to].filter((path) => path !== '').join(' → ')}: ${what}`),
    ),
    ...section(
      'Not carried over',
      lost.map(
        ({ from, why, whatToDo }) => `${from}: ${why}${whatToDo === undefined ? '' : `; ${whatToDo}`}`,
      ),
    ),
    ...section(
      'Note',
      warnings.map(({ message }) => message),
    ),
  ];
  return lines.length > 0 ? lines : ['nothing to change'];
}

const outcomes: Readonly<Record<string, string>> = {
  restored: 'as it was before',
  removed: 'removed',
  left: 'left as you changed it',
};

const undoAnswer = z.object({ keys: z.array(z.object({ path: z.string(), outcome: z.string() })) });

/** `keys` of an undo are settings with what became of them; those of an import are names in the keychain. */
function withUndone(answer: unknown): unknown {
  const undo = undoAnswer.safeParse(answer);
  return undo.success ? Object.assign({}, answer, { undone: undo.data.keys }) : answer;
}

function section(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${title}:`, ...entries.map((entry) => `  ${entry}`)];
}

function inOneLine(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
