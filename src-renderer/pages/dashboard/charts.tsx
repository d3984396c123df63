import { useMemo } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { LinkChoice } from '../../parts/link-choice.tsx';
import { daysOf, groupings, hrefOf } from './address.ts';
import type { Address } from './address.ts';
import { barsByKey, barsByKind, daysShown, localDay } from './bars.ts';
import type { SeriesRow } from './bars.ts';
import { ChartSection } from './chart-section.tsx';
import { groupingName } from './grouping-label.tsx';

const kinds = {
  input: (row: SeriesRow) => row.inputTokens,
  cacheRead: (row: SeriesRow) => row.cacheReadTokens,
  cacheWrite: (row: SeriesRow) => row.cacheWriteTokens,
  output: (row: SeriesRow) => row.outputTokens,
};

/** Spend and tokens over time, side by side. */
export function Charts({ address }: { address: Address }) {
  const texts = useTexts();
  const format = useFormat();
  const { charts, groupings: names, by: byText } = texts.dashboard;
  const { period, by } = address;
  const series = useOperation('usage.series', { ...daysOf(period), by });
  const rows = series.data?.rows;
  const today = localDay(useNow());
  const bars = useMemo(() => {
    if (!rows) return undefined;
    const days = daysShown(daysOf(period).days, today, rows);
    return {
      spend: barsByKey(rows, ({ costUsd }) => costUsd, days),
      tokens: barsByKind(rows, kinds, days),
      unpriced: rows.reduce((sum, { unpriced }) => sum + unpriced, 0),
    };
  }, [rows, period, today]);
  const kindNames: Readonly<Record<string, string>> = charts.kinds;
  return (
    <div className="dashboard-columns" data-wide="both">
      <ChartSection
        title={charts.spend}
        query={series}
        bars={bars?.spend}
        nameOf={(key) => (key === null ? charts.others : groupingName(by, key, texts))}
        formatValue={format.money}
        empty={charts.noSpend}
        note={bars && bars.unpriced > 0 ? charts.unpriced(bars.unpriced) : undefined}
      >
        <LinkChoice
          label={byText}
          items={groupings.map((grouping) => ({
            href: hrefOf({ ...address, by: grouping }),
            name: names[grouping],
            isCurrent: grouping === by,
          }))}
        />
      </ChartSection>
      <ChartSection
        title={charts.tokens}
        query={series}
        bars={bars?.tokens}
        nameOf={(key) => kindNames[key ?? ''] ?? charts.others}
        formatValue={format.tokens}
        empty={charts.noTokens}
      />
    </div>
  );
}
