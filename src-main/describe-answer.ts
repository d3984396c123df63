import { z } from 'zod';

const named = z.union([z.string(), z.looseObject({ message: z.string() })]);
const answerShape = z.looseObject({
  changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })).optional(),
  carried: z.array(named).optional(),
  lost: z.array(named).optional(),
  warnings: z.array(named).optional(),
});

/**
 * What a set-up or an import says of itself in lines for people: what changes, what is carried over, what is lost, what
 * to look out for. An answer with none of these says that nothing changes.
 */
export function describeAnswer(answer: unknown): string[] {
  const { changes = [], carried = [], lost = [], warnings = [] } = answerShape.safeParse(answer).data ?? {};
  const lines = [
    ...changes.flatMap(({ path, before, after }) => [
      path,
      ...(before === undefined || before === null ? [] : [`  - ${inOneLine(before)}`]),
      ...(after === undefined || after === null ? [] : [`  + ${inOneLine(after)}`]),
    ]),
    ...section('Carried over', carried),
    ...section('Not carried over', lost),
    ...section('Note', warnings),
  ];
  return lines.length > 0 ? lines : ['nothing to change'];
}

function section(title: string, entries: readonly z.infer<typeof named>[]): string[] {
  if (entries.length === 0) return [];
  return [`${title}:`, ...entries.map((entry) => `  ${typeof entry === 'string' ? entry : entry.message}`)];
}

function inOneLine(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
