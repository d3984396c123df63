import { stringify, type Options } from 'csv-stringify/sync';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { localDay } from '../ledger/calendar.ts';
import { exportColumns, type FlatRequest } from '../ledger/export.ts';
import type { ApiContext } from './context.ts';
import { FileAnswer } from './file-answer.ts';

/** What requests add up to. */
export function summarizeUsage(
  input: OperationInput<'usage.summary'>,
  { ledger }: ApiContext,
): OperationOutput<'usage.summary'> {
  return ledger.summary(input);
}

/** What requests add up to, day by day. */
export function listUsage(
  input: OperationInput<'usage.series'>,
  { ledger }: ApiContext,
): OperationOutput<'usage.series'> {
  return ledger.series(input);
}

/** How long answers took. */
export function measureLatency(
  input: OperationInput<'usage.latency'>,
  { ledger }: ApiContext,
): OperationOutput<'usage.latency'> {
  return ledger.latency(input);
}

interface ExportContext {
  ledger: Pick<ApiContext['ledger'], 'flat'>;
  clock: ApiContext['clock'];
}

/** The ledger's rows as a file. */
export function exportUsage(
  { format, days }: OperationInput<'usage.export'>,
  { ledger, clock }: ExportContext,
): FileAnswer {
  const { contentType, write } = formats[format];
  const name = `signalbox-usage-${localDay(clock.now())}.${format}`;
  return new FileAnswer(name, contentType, write(ledger.flat(days)));
}

type Batches = AsyncIterable<readonly FlatRequest[]>;

const formats = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', write: writeCsv },
  json: { contentType: 'application/json; charset=utf-8', write: writeJson },
} as const;

/** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front, unless it is a number. */
const csv: Options = {
  columns: [...exportColumns],
  record_delimiter: 'windows',
  escape_formulas: true,
  cast: { boolean: String },
};

async function* writeCsv(batches: Batches): AsyncGenerator<string, void, void> {
  yield stringify([exportColumns], csv);
  for await (const batch of batches) yield stringify([...batch], csv);
}

async function* writeJson(batches: Batches): AsyncGenerator<string, void, void> {
  let separator = '[\n';
  for await (const batch of batches) {
    yield separator + batch.map((request) => JSON.stringify(request)).join(',\n');
    separator = ',\n';
  }
  yield separator === ',\n' ? '\n]\n' : '[]\n';
}
