import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { Answer } from '../../parts/placeholder.tsx';
import { Money, Share, Tokens } from '../../parts/values.tsx';
import { daysOf } from './address.ts';
import type { Period } from './address.ts';
import { growth, keyFiguresOf, sumsBefore } from './sums.ts';
import type { KeyFigures } from './sums.ts';
import './key-figures.css';

const mostGrowth = 10;

/** The figures of a period, each beside what it was in the period before of the same length. */
export function KeyFigureTiles({ period }: { period: Period }) {
  const { dashboard } = useTexts();
  const { days } = daysOf(period);
  const now = useOperation('usage.summary', { ...daysOf(period), by: 'day' });
  const longer = useOperation(
    'usage.summary',
    { days: 2 * (days ?? 1), by: 'day' },
    { isWanted: days !== undefined },
  );
  return (
    <section className="key-figures" aria-label={dashboard.figures.title}>
      <Answer query={now} lines={3}>
        {({ rows, total }) => (
          <Tiles
            figures={keyFiguresOf(total)}
            before={
              days !== undefined && longer.data ? keyFiguresOf(sumsBefore(longer.data.rows, rows)) : undefined
            }
            unpriced={total.unpriced}
            period={period}
          />
        )}
      </Answer>
    </section>
  );
}

interface TilesProps {
  figures: KeyFigures;
  /** Undefined where there is no such period, or it is not known yet. */
  before: KeyFigures | undefined;
  unpriced: number;
  period: Period;
}

function Tiles({ figures, before, unpriced, period }: TilesProps) {
  const { dashboard } = useTexts();
  const format = useFormat();
  const words = dashboard.figures;
  const past = (key: keyof KeyFigures, write: (value: number) => string) => {
    const value = before?.[key] ?? null;
    if (value === null || before?.requests === 0) return undefined;
    return period === '1'
      ? words.yesterday(write(value))
      : words.before(write(value), dashboard.periods[period]);
  };
  const grown = (key: 'spendUsd' | 'requests' | 'tokens') => {
    const share = before ? growth(figures[key], before[key]) : null;
    // A beginning is no growth: what it was before says more than thousands of percent.
    return share === null || share >= mostGrowth ? undefined : format.change(share);
  };
  return (
    <dl>
      <Tile
        name={words.spend}
        change={grown('spendUsd')}
        past={past('spendUsd', format.money)}
        missing={unpriced > 0 ? words.unpriced(unpriced) : undefined}
      >
        <Money usd={figures.spendUsd} />
      </Tile>
      <Tile name={words.requests} change={grown('requests')} past={past('requests', format.count)}>
        {format.count(figures.requests)}
      </Tile>
      <Tile name={words.tokens} change={grown('tokens')} past={past('tokens', format.tokens)}>
        <Tokens count={figures.tokens} />
      </Tile>
      <Tile name={words.cache} past={past('cacheShare', format.percent)}>
        <Share share={figures.cacheShare} />
      </Tile>
      <Tile name={words.errors} past={past('errorShare', format.percent)}>
        <Share share={figures.errorShare} />
      </Tile>
    </dl>
  );
}

interface TileProps {
  name: string;
  /** By how much it differs from before. */
  change?: string | undefined;
  /** What it was before. */
  past: string | undefined;
  /** What the figure leaves out. */
  missing?: string | undefined;
  children: React.ReactNode;
}

function Tile({ name, change, past, missing, children }: TileProps) {
  return (
    <div className="card key-figure">
      <dt>{name}</dt>
      <dd>
        <span className="key-figure-line">
          <span className="key-figure-value">{children}</span>
          {change !== undefined && <span className="quiet">{change}</span>}
        </span>
        {past !== undefined && <span className="key-figure-note">{past}</span>}
        {missing !== undefined && (
          <span className="key-figure-note" data-tone="warning">
            {missing}
          </span>
        )}
      </dd>
    </div>
  );
}
