import { useMemo } from 'react';
import type { RequestRow } from '../../../src-main/contract/operations.ts';
import { unknownValue } from '../../format.ts';
import type { Format } from '../../format.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { outcomeOf, StateDot } from '../../parts/state-dot.tsx';
import { Money } from '../../parts/values.tsx';
import type { Texts } from '../../texts/en.ts';

/** Requests as rows; a row keeps its place in the document while what it says changes. */
export function RequestTable({ rows }: { rows: readonly RequestRow[] }) {
  const texts = useTexts();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(texts, format), [texts, format]);
  return (
    <DataTable label={texts.dashboard.requestTable} columns={columns} rows={rows} keyOf={(row) => row.id} />
  );
}

function columnsOf({ common, dashboard }: Texts, format: Format): Column<RequestRow>[] {
  const titles = dashboard.columns;
  return [
    {
      key: 'time',
      title: titles.time,
      cell: ({ atMs }) => <time dateTime={new Date(atMs).toISOString()}>{format.time(atMs)}</time>,
    },
    { key: 'client', title: titles.client, cell: ({ client }) => client ?? unknownValue },
    { key: 'requested', title: titles.requested, cell: (row) => row.requestedModel ?? unknownValue },
    {
      key: 'route',
      title: titles.route,
      cell: ({ route, reason, error }) => (
        <>
          <strong>{route ?? unknownValue}</strong>
          {reason && <p className="quiet">{reason}</p>}
          {error && <p className="failure">{error}</p>}
        </>
      ),
    },
    { key: 'target', title: titles.target, cell: ({ target }) => target ?? unknownValue },
    {
      key: 'status',
      title: titles.status,
      cell: ({ status }) => <StateDot {...outcomeOf(status, common)} />,
    },
    {
      key: 'in',
      title: titles.inputTokens,
      isFigure: true,
      cell: (row) => format.count(row.inputTokens),
    },
    {
      key: 'out',
      title: titles.outputTokens,
      isFigure: true,
      cell: (row) => format.count(row.outputTokens),
    },
    { key: 'cost', title: titles.cost, isFigure: true, cell: (row) => <Money usd={row.costUsd} /> },
    { key: 'first', title: titles.firstToken, isFigure: true, cell: (row) => format.duration(row.ttftMs) },
    { key: 'total', title: titles.total, isFigure: true, cell: (row) => format.duration(row.totalMs) },
  ];
}
