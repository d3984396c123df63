import type { LogLine, OperationInput, OperationOutput } from '../../contract/operations.ts';
import { recordOf, stringOf } from '../wire/open-fields.ts';
import type { ApiContext } from './context.ts';

/** Names of pino's levels by their numbers: https://getpino.io/#/docs/api?id=loggerlevels-object */
const levels: ReadonlyMap<unknown, LogLine['level']> = new Map([
  [10, 'trace'],
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'fatal'],
]);
const ranks = [...levels.values()];

/** Reads a line as the log writes it. */
export function readLogLine(line: string): LogLine {
  const { level, time, msg, ...fields } = recordOf(JSON.parse(line));
  return {
    atMs: Date.parse(stringOf(time)),
    level: levels.get(level) ?? 'info',
    message: stringOf(msg),
    fields,
  };
}

/** The newest lines of the log that are at least of a level and hold a text. */
export function listLogs(
  { level, text, limit }: OperationInput<'logs.list'>,
  { logLines }: Pick<ApiContext, 'logLines'>,
): OperationOutput<'logs.list'> {
  const sought = text.toLowerCase();
  const lines = logLines()
    .filter((line) => line.toLowerCase().includes(sought))
    .map(readLogLine)
    .filter((line) => ranks.indexOf(line.level) >= ranks.indexOf(level));
  return { lines: lines.toReversed().slice(0, limit) };
}
