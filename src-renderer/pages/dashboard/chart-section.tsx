import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { CoreError } from '../../core-client.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import type { Bars, Series } from './bars.ts';
import { seriesColour } from './series-colour.ts';
import './chart-section.css';

// The drawing library weighs more than the rest of the page, which stands before it comes.
const StackedBars = lazy(() => import('./stacked-bars.tsx'));

interface ChartSectionProps {
  title: string;
  query: Pick<UseQueryResult<unknown, CoreError>, 'data' | 'error' | 'refetch'>;
  /** Undefined until the query has answered. */
  bars: Bars | undefined;
  nameOf: (key: Series['key']) => string;
  formatValue: (value: number) => string;
  /** What is said where all bars are empty. */
  empty: string;
  /** What the bars leave out. */
  note?: string | undefined;
  /** A control beside the title. */
  children?: ReactNode;
}

/** Stacked bars with a legend, or the same figures as a table. */
export function ChartSection({ title, query, bars, empty, note, children, ...words }: ChartSectionProps) {
  const { charts } = useTexts().dashboard;
  const [isTable, setIsTable] = useState(false);
  return (
    <Section
      title={title}
      aside={
        <span className="chart-controls">
          {children}
          <Button
            look="bare"
            icon="table"
            aria-pressed={isTable}
            aria-label={`${title}: ${charts.asTable}`}
            onClick={() => setIsTable(!isTable)}
          >
            {charts.asTable}
          </Button>
        </span>
      }
    >
      <div className="chart">
        <Answer query={query} lines={8}>
          {() => {
            if (!bars) return null;
            if (bars.series.every(({ total }) => total === 0))
              return <EmptyState title={empty}>{note}</EmptyState>;
            return (
              <>
                <Legend bars={bars} {...words} />
                {isTable ? (
                  <BarTable title={title} bars={bars} {...words} />
                ) : (
                  <div className="chart-drawing">
                    <Suspense>
                      <StackedBars title={title} bars={bars} {...words} />
                    </Suspense>
                  </div>
                )}
                {note !== undefined && <p className="chart-note">{note}</p>}
              </>
            );
          }}
        </Answer>
      </div>
    </Section>
  );
}

type Words = Pick<ChartSectionProps, 'nameOf' | 'formatValue'>;

function Legend({ bars: { series }, nameOf, formatValue }: { bars: Bars } & Words) {
  return (
    <ul className="chart-legend">
      {series.map((each, index) => (
        <li key={each.key}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" rx="2" fill={seriesColour(each, index)} />
          </svg>
          <span className="chart-legend-name" title={nameOf(each.key)}>
            {nameOf(each.key)}
          </span>
          <span className="chart-legend-value">{formatValue(each.total)}</span>
        </li>
      ))}
    </ul>
  );
}

function BarTable({
  title,
  bars: { bars, series, unit },
  nameOf,
  formatValue,
}: { title: string; bars: Bars } & Words) {
  const { charts } = useTexts().dashboard;
  const format = useFormat();
  const totalOf = ({ values }: Bars['bars'][number]) => values.reduce((sum, value) => sum + value, 0);
  return (
    <div className="chart-table">
      <DataTable
        label={charts.tableOf(title)}
        rows={bars.toReversed()}
        keyOf={({ time }) => time}
        columns={[
          { key: 'time', title: charts[unit], cell: ({ time }) => format[unit](time) },
          ...series.map(({ key }, index) => ({
            key: `series-${index}`,
            title: nameOf(key),
            isFigure: true,
            cell: ({ values }: Bars['bars'][number]) => formatValue(values[index] ?? 0),
          })),
          { key: 'total', title: charts.total, isFigure: true, cell: (bar) => formatValue(totalOf(bar)) },
        ]}
      />
    </div>
  );
}
