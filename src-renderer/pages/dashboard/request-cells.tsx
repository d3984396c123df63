import type { RequestRow } from '../../../src-main/contract/requests.ts';
import { unknownValue } from '../../format.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { RouteLabel } from '../../parts/route-label.tsx';
import { outcomeOf, StateDot } from '../../parts/state-dot.tsx';
import { ModelName, Money, Tokens } from '../../parts/values.tsx';
import { allInput } from './sums.ts';
import './request-cells.css';

const columns = [
  'time',
  'model',
  'route',
  'status',
  'inputTokens',
  'outputTokens',
  'cost',
  'firstToken',
  'total',
] as const;
const figures: ReadonlySet<string> = new Set(columns.slice(4));

/** The headings over {@link RequestCells}, and how wide each column is. */
export function RequestHead() {
  const { columns: titles } = useTexts().requests;
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column} className={`request-${column}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={figures.has(column) ? 'figure' : undefined}>
              {titles[column]}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

/** One request in two lines, the same height whatever it holds; all of the row is its link. */
export function RequestCells({ row, href }: { row: RequestRow; href: string }) {
  const { common, requests } = useTexts();
  const format = useFormat();
  const { target, requestedModel, reason, error } = row;
  return (
    <>
      <td>
        <a
          className="request-link"
          href={href}
          data-request={row.id}
          aria-label={requests.open(format.time(row.atMs))}
        >
          <time dateTime={new Date(row.atMs).toISOString()}>{format.time(row.atMs)}</time>
        </a>
        <p className="request-second">{row.client}</p>
      </td>
      <td>
        <p className="request-first">
          {target === null ? (requestedModel ?? unknownValue) : <ModelName name={target} />}
        </p>
        {target !== null && requestedModel !== null && !target.endsWith(`/${requestedModel}`) && (
          <p className="request-second" title={requestedModel}>
            {requests.askedFor(requestedModel)}
          </p>
        )}
      </td>
      <td>
        <p className="request-first">
          <RouteLabel route={row.route} />
        </p>
        {error ? (
          <p className="request-second failure" title={error}>
            {error}
          </p>
        ) : (
          <p className="request-second" title={reason ?? undefined}>
            {reason}
          </p>
        )}
      </td>
      <td>
        <StateDot {...outcomeOf(row.status, common)} />
      </td>
      <td className="figure">
        <Tokens count={allInput(row)} />
      </td>
      <td className="figure">
        <Tokens count={row.outputTokens} />
      </td>
      <td className="figure">
        <Money usd={row.costUsd} />
      </td>
      <td className="figure">{format.duration(row.ttftMs)}</td>
      <td className="figure">{format.duration(row.totalMs)}</td>
    </>
  );
}
