import { z } from 'zod';
import { routeNames } from '../contract/config.ts';
import type { Status } from '../contract/operations.ts';

/** A status in lines for people. */
export function describeStatus(status: Status): string[] {
  const { version, address, uptimeSeconds, routes, providers, last, paused, configError } = status;
  return [
    `Signalbox ${version} at ${address}, up ${duration(uptimeSeconds)}${paused ? ', paused' : ''}`,
    ...(configError === undefined ? [] : [`config.json is not in force: ${configError}`]),
    '',
    ...table(
      routeNames.map((name) => {
        const use = routes[name];
        if (use === null) return [name, '-'];
        return [name, typeof use === 'string' ? use : `${use.use} above ${use.aboveTokens} tokens`];
      }),
    ),
    '',
    ...table(providers.map(({ id, state, lastError }) => [id, state, lastError ?? ''])),
    ...(last ? ['', `last: ${last.target} by ${last.route}, ${new Date(last.atMs).toISOString()}`] : []),
  ];
}

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

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}
