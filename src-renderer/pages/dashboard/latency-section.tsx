import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import type { Texts } from '../../texts/en.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { daysOf } from './address.ts';
import type { Period } from './address.ts';
import { GroupingLabel } from './grouping-label.tsx';

type LatencyRow = OperationOutput<'usage.latency'>['rows'][number];

/** How long each model took, until its first token and in all. */
export function LatencySection({ period }: { period: Period }) {
  const { latency, charts } = useTexts().dashboard;
  const format = useFormat();
  // Read off the rows, so it is not asked for after each request.
  const answer = useOperation('usage.latency', { ...daysOf(period), by: 'model' }, { everyMs: 60_000 });
  return (
    <Section title={latency.title}>
      <Answer query={answer} lines={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={latency.none} />
          ) : (
            <>
              <DataTable
                label={charts.tableOf(latency.title)}
                rows={rows}
                keyOf={({ key }) => key}
                columns={columnsOf(latency, format)}
              />
              <p className="card-note">{latency.legend}</p>
            </>
          )
        }
      </Answer>
    </Section>
  );
}

function columnsOf(latency: Texts['dashboard']['latency'], format: Format): Column<LatencyRow>[] {
  const percentile = (
    title: string,
    of: 'ttftMs' | 'totalMs',
    which: 'p50' | 'p90' | 'p99',
  ): Column<LatencyRow> => ({
    key: `${of}-${which}`,
    title: `${title} ${which}`,
    isFigure: true,
    order: (row) => row[of]?.[which] ?? null,
    cell: (row) => format.duration(row[of]?.[which] ?? null),
  });
  return [
    {
      key: 'model',
      title: latency.model,
      order: ({ key }) => key,
      cell: ({ key }) => <GroupingLabel by="model" name={key} />,
    },
    {
      key: 'answers',
      title: latency.answers,
      isFigure: true,
      order: ({ requests }) => requests,
      cell: ({ requests }) => format.count(requests),
    },
    percentile(latency.firstToken, 'ttftMs', 'p50'),
    percentile('', 'ttftMs', 'p90'),
    percentile('', 'ttftMs', 'p99'),
    percentile(latency.total, 'totalMs', 'p50'),
    percentile('', 'totalMs', 'p90'),
    percentile('', 'totalMs', 'p99'),
  ];
}
