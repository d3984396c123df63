import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Bars, Series } from './bars.ts';
import { seriesColour } from './series-colour.ts';

interface StackedBarsProps {
  title: string;
  bars: Bars;
  nameOf: (key: Series['key']) => string;
  formatValue: (value: number) => string;
}

type OneBar = Bars['bars'][number];

const tick = { fill: 'var(--text-quiet)', fontSize: 12 };

/** Bars drawn one above the other; what each holds is shown beside the pointer, and as the arrow keys go through them. */
export default function StackedBars({
  title,
  bars: { bars, series, unit },
  nameOf,
  formatValue,
}: StackedBarsProps) {
  const { charts } = useTexts().dashboard;
  const format = useFormat();
  const drawTip = tipOf({ bars, series, nameOf, formatValue, formatTime: format[unit] });
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={bars}
        title={title}
        desc={charts.steps}
        margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="20%"
        maxBarSize={48}
      >
        <CartesianGrid vertical={false} />
        <XAxis
          dataKey="time"
          tickFormatter={(time: string) => format[unit](time)}
          tickLine={false}
          axisLine={false}
          tick={tick}
          height={22}
          minTickGap={24}
        />
        <YAxis
          tickFormatter={(value: number) => formatValue(value)}
          tickLine={false}
          axisLine={false}
          tick={tick}
          width="auto"
          tickCount={4}
        />
        <Tooltip
          isAnimationActive={false}
          allowEscapeViewBox={{ y: true }}
          wrapperStyle={{ zIndex: 1 }}
          content={drawTip}
        />
        {series.map((each, index) => (
          <Bar
            key={each.key ?? ''}
            name={nameOf(each.key)}
            dataKey={({ values }: OneBar) => values[index] ?? 0}
            stackId="all"
            fill={seriesColour(each, index)}
            stroke="var(--raised)"
            strokeWidth={1}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

interface TipWords extends Pick<Bars, 'bars' | 'series'>, Pick<StackedBarsProps, 'nameOf' | 'formatValue'> {
  formatTime: (time: string) => string;
}

/** What stands beside the pointer, by the bar that it is at. */
function tipOf({ bars, formatTime, ...words }: TipWords) {
  return function drawTip({ active, label }: { active: boolean; label?: string | number | undefined }) {
    const bar = active ? bars.find(({ time }) => time === label) : undefined;
    return bar && <Tip bar={bar} time={formatTime(bar.time)} {...words} />;
  };
}

function Tip({
  bar: { values },
  time,
  series,
  nameOf,
  formatValue,
}: { bar: OneBar; time: string; series: readonly Series[] } & Pick<
  StackedBarsProps,
  'nameOf' | 'formatValue'
>) {
  const total = values.reduce((sum, value) => sum + value, 0);
  const parts = series.map((each, index) => ({ each, index, value: values[index] ?? 0 })).toReversed();
  return (
    <div className="chart-tip">
      <p className="chart-tip-time">
        <span>{time}</span>
        <span>{formatValue(total)}</span>
      </p>
      <ul>
        {parts
          .filter(({ value }) => value > 0)
          .map(({ each, index, value }) => (
            <li key={each.key ?? ''}>
              <svg width="10" height="10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={seriesColour(each, index)} />
              </svg>
              <span>{nameOf(each.key)}</span>
              <span>{formatValue(value)}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}
