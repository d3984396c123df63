import type { LogLine } from '../src-main/contract/operations.ts';

/** The levels of the log, from the least to the most severe. */
export const logLevels = [
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
] as const satisfies LogLine['level'][];

/** What is looked for: lines of a level and above that hold a text, in any case. */
export interface LogFilter {
  level: LogLine['level'];
  text: string;
}

/** Two lists as one, newest first; a line that was pushed while the other list was asked for is in both. */
export function mergeLines(pushed: readonly LogLine[], listed: readonly LogLine[]): LogLine[] {
  const newestMs = listed[0]?.atMs ?? 0;
  const known = new Set(listed.filter(({ atMs }) => atMs === newestMs).map(asText));
  const newer = pushed.filter(
    (line) => line.atMs > newestMs || (line.atMs === newestMs && !known.has(asText(line))),
  );
  return [...newer, ...listed];
}

/** The lines that pass the filter. */
export function filterLines(lines: readonly LogLine[], { level, text }: LogFilter): LogLine[] {
  const least = logLevels.indexOf(level);
  const sought = text.trim().toLowerCase();
  return lines.filter(
    (line) =>
      logLevels.indexOf(line.level) >= least &&
      (sought === '' || asText(line).toLowerCase().includes(sought)),
  );
}

/** A line as it is copied: the time, the level, the message, and its fields as JSON. */
export function asText({ atMs, level, message, fields }: LogLine): string {
  return [new Date(atMs).toISOString(), level, message, fieldsAsText(fields)].filter(Boolean).join(' ');
}

/** The fields of a line as JSON; empty where there are none. */
export function fieldsAsText(fields: LogLine['fields']): string {
  return Object.keys(fields).length > 0 ? JSON.stringify(fields) : '';
}
