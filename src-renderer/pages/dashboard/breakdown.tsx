import type { UsageRow } from '../../../src-main/contract/usage.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import type { Texts } from '../../texts/en.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { ShareBar } from '../../parts/share-bar.tsx';
import { Money, Tokens } from '../../parts/values.tsx';
import { daysOf } from './address.ts';
import type { Address } from './address.ts';
import { GroupingLabel } from './grouping-label.tsx';

/** The sums of a period, a line for each model, provider, route or client. */
export function Breakdown({ address: { period, by } }: { address: Address }) {
  const { dashboard } = useTexts();
  const summary = useOperation('usage.summary', { ...daysOf(period), by });
  const title = dashboard.breakdown.title(dashboard.groupings[by]);
  return (
    <Section title={title}>
      <Answer query={summary} lines={5}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState title={dashboard.nothingInPeriod}>
              {period !== 'all' && <p>{dashboard.nothingInPeriodHint}</p>}
            </EmptyState>
          ) : (
            <BreakdownTable title={title} by={by} rows={rows} spentUsd={total.costUsd ?? 0} />
          )
        }
      </Answer>
    </Section>
  );
}

interface BreakdownTableProps {
  title: string;
  by: Address['by'];
  rows: readonly UsageRow[];
  spentUsd: number;
}

function BreakdownTable({ title, by, rows, spentUsd }: BreakdownTableProps) {
  const { dashboard } = useTexts();
  const format = useFormat();
  const bySpend = rows.toSorted((one, other) => (other.costUsd ?? -1) - (one.costUsd ?? -1));
  return (
    <DataTable
      label={dashboard.charts.tableOf(title)}
      rows={bySpend}
      keyOf={({ key }) => key}
      columns={columnsOf(by, spentUsd, dashboard, format)}
    />
  );
}

function columnsOf(
  by: Address['by'],
  spentUsd: number,
  { breakdown, groupings }: Texts['dashboard'],
  format: Format,
): Column<UsageRow>[] {
  return [
    {
      key: 'key',
      title: groupings[by],
      order: ({ key }) => key,
      cell: ({ key }) => <GroupingLabel by={by} name={key} />,
    },
    {
      key: 'requests',
      title: breakdown.requests,
      isFigure: true,
      order: ({ requests }) => requests,
      cell: ({ requests }) => format.count(requests),
    },
    {
      key: 'input',
      title: breakdown.input,
      isFigure: true,
      order: ({ inputTokens }) => inputTokens,
      cell: ({ inputTokens }) => <Tokens count={inputTokens} />,
    },
    {
      key: 'cache',
      title: breakdown.cache,
      isFigure: true,
      order: ({ cacheReadTokens }) => cacheReadTokens,
      cell: ({ cacheReadTokens }) => <Tokens count={cacheReadTokens} />,
    },
    {
      key: 'output',
      title: breakdown.output,
      isFigure: true,
      order: ({ outputTokens }) => outputTokens,
      cell: ({ outputTokens }) => <Tokens count={outputTokens} />,
    },
    {
      key: 'errors',
      title: breakdown.errors,
      isFigure: true,
      order: ({ errors }) => errors,
      cell: ({ errors }) => format.count(errors),
    },
    {
      key: 'cost',
      title: breakdown.cost,
      isFigure: true,
      order: ({ costUsd }) => costUsd,
      cell: ({ costUsd, unpriced }) => (
        <>
          <Money usd={costUsd} />
          {unpriced > 0 && <p className="breakdown-unpriced">{breakdown.unpriced(unpriced)}</p>}
        </>
      ),
    },
    {
      key: 'share',
      title: breakdown.share,
      cell: ({ costUsd }) => {
        const share = costUsd === null || spentUsd === 0 ? null : costUsd / spentUsd;
        return (
          <span className="breakdown-share">
            <ShareBar share={share ?? 0} />
            <span>{format.percent(share)}</span>
          </span>
        );
      },
    },
  ];
}
