import type { OperationOutput } from '../../../src-main/contract/operations.ts';

type Report = OperationOutput<'credits.report'>;
type Cell = string | number | null;

const columns = [
  'month',
  'client',
  'name',
  'model',
  'requests',
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'costUsd',
  'unpriced',
  'errors',
  'openingUsd',
  'toppedUpUsd',
  'correctedUsd',
  'chargedUsd',
  'closingUsd',
] as const;

/** The bills of a month as a spreadsheet: a line for each client in all (`model` is empty), then one for each of its models. */
export function billsAsCsv({ month, bills }: Report): string {
  const lines = bills.flatMap(({ models, usage, ...bill }) => [
    { month, model: '', ...usage, ...bill },
    ...models.map(({ key, ...sums }) => ({
      month,
      client: bill.client,
      name: bill.name,
      model: key,
      ...sums,
    })),
  ]);
  return [columns, ...lines.map(cellsOf)].map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function cellsOf(line: Partial<Record<(typeof columns)[number], Cell>>): Cell[] {
  return columns.map((column) => line[column] ?? null);
}

/** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front, unless it is a number. */
function written(cell: Cell): string {
  if (cell === null || typeof cell === 'number') return String(cell ?? '');
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
