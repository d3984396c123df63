import { useState } from 'react';
import type { ReactNode } from 'react';
import './data-table.css';

/** A column: its heading, and what it shows of a row. */
export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand flush right, under each other. */
  isFigure?: boolean;
  /** What the rows can be ordered by; those without a value stand last. */
  order?: (row: Row) => string | number | null;
}

interface DataTableProps<Row> {
  /** What the table holds, for those who do not see it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

interface Sorting {
  key: string;
  direction: 'ascending' | 'descending';
}

/**
 * Rows under headings that stay; it scrolls by itself, by keyboard too. A row keeps its element while its key stays. A
 * heading that orders the rows is a button: figures begin with the largest, names with the first.
 */
export function DataTable<Row>({ label, columns, rows, keyOf }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting>();
  const order = columns.find(({ key }) => key === sorting?.key)?.order;
  const shown = order && sorting ? sorted(rows, order, sorting.direction) : rows;
  return (
    <div className="data-table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, isFigure }) => (
                <td key={key} className={isFigure ? 'figure' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps<Row> {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: (sorting: Sorting) => void;
}

function Heading<Row>({ column: { key, title, isFigure, order }, sorting, onSort }: HeadingProps<Row>) {
  const direction = sorting?.key === key ? sorting.direction : undefined;
  const first = isFigure ? 'descending' : 'ascending';
  const next = direction === first ? opposite[first] : first;
  return (
    <th scope="col" className={isFigure ? 'figure' : undefined} aria-sort={direction}>
      {order ? (
        <button type="button" className="data-table-order" onClick={() => onSort({ key, direction: next })}>
          {title}
        </button>
      ) : (
        title
      )}
    </th>
  );
}

const opposite = { ascending: 'descending', descending: 'ascending' } as const;

function sorted<Row>(
  rows: readonly Row[],
  order: (row: Row) => string | number | null,
  direction: Sorting['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [left, right] = [order(one), order(other)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right));
  });
}
