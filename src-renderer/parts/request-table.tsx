import { memo } from 'react';
import type { RequestRow } from '../../src-main/contract/operations.ts';
import { formatCount, formatDuration, formatTime, unknownValue } from '../format.ts';
import { StateWord } from './state-word.tsx';
import type { Tone } from './state-word.tsx';

const columns: { title: string; className?: string }[] = [
  { title: 'Time', className: 'time' },
  { title: 'Client', className: 'client' },
  { title: 'Requested', className: 'model' },
  { title: 'Route and reason' },
  { title: 'Target', className: 'model' },
  { title: 'Status', className: 'status' },
  { title: 'Tokens in', className: 'figure' },
  { title: 'Tokens out', className: 'figure' },
  { title: 'First token', className: 'figure' },
  { title: 'Total', className: 'figure' },
];

/** Requests as rows; a row keeps its place in the document while what it says changes. */
export function RequestTable({ rows }: { rows: RequestRow[] }) {
  return (
    <div className="scroller" role="region" aria-label="Table of the last requests" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ title, className }) => (
              <th key={title} scope="col" className={className}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RequestLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const RequestLine = memo(({ row }: { row: RequestRow }) => (
  <tr>
    <td>
      <time dateTime={new Date(row.atMs).toISOString()}>{formatTime(row.atMs)}</time>
    </td>
    <td>{row.client ?? unknownValue}</td>
    <td>{row.requestedModel ?? unknownValue}</td>
    <td>
      <span className="name">{row.route ?? unknownValue}</span>
      {row.reason && <p>{row.reason}</p>}
      {row.error && <p className="failure">{row.error}</p>}
    </td>
    <td>{row.target ?? unknownValue}</td>
    <td>
      <StateWord {...outcomeOf(row.status)} />
    </td>
    <td className="figure">{formatCount(row.inputTokens)}</td>
    <td className="figure">{formatCount(row.outputTokens)}</td>
    <td className="figure">{formatDuration(row.ttftMs)}</td>
    <td className="figure">{formatDuration(row.totalMs)}</td>
  </tr>
));

function outcomeOf(status: number | null): { tone: Tone; word: string } {
  if (status === null) return { tone: 'busy', word: 'running' };
  if (status === 499) return { tone: 'idle', word: '499 client left' };
  return status < 400
    ? { tone: 'good', word: `${status} finished` }
    : { tone: 'bad', word: `${status} failed` };
}
