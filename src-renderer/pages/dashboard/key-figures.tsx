import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { Answer } from '../../parts/placeholder.tsx';
import { Money, Share, Tokens } from '../../parts/values.tsx';
import { daysOf } from './address.ts';
import type { Period } from './address.ts';
import { growth, keyFiguresOf, sumsBefore } from './sums.ts';
import type { KeyFigures } from './sums.ts';
import './key-figures.css';

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
  const grown = (key: 'spendUsd' | 'requests' | 'tokens') => {
    const share = before && growth(figures[key], before[key]);
    return share == null ? undefined : format.change(share);
  };
  const moved = (key: 'cacheShare' | 'errorShare') => {
    const [now, then] = [figures[key], before?.[key] ?? null];
    return now === null || then === null
      ? undefined
      : words.points(format.change(now - then).replace('%', ''));
  };
  const than = period === '1' ? words.beforeToday : words.before(dashboard.periods[period]);
  return (
    <dl>
      <Tile
        name={words.spend}
        change={grown('spendUsd')}
        than={than}
        note={unpriced > 0 ? words.unpriced(unpriced) : undefined}
      >
        <Money usd={figures.spendUsd} />
      </Tile>
      <Tile name={words.requests} change={grown('requests')} than={than}>
        {format.count(figures.requests)}
      </Tile>
      <Tile name={words.tokens} change={grown('tokens')} than={than}>
        <Tokens count={figures.tokens} />
      </Tile>
      <Tile name={words.cache} change={moved('cacheShare')} than={than}>
        <Share share={figures.cacheShare} />
      </Tile>
      <Tile name={words.errors} change={moved('errorShare')} than={than}>
        <Share share={figures.errorShare} />
      </Tile>
    </dl>
  );
}

interface TileProps {
  name: string;
  /** By how much it differs from before; undefined where that says nothing. */
  change: string | undefined;
  than: string;
  note?: string | undefined;
  children: React.ReactNode;
}

function Tile({ name, change, than, note, children }: TileProps) {
  return (
    <div className="card key-figure">
      <dt>{name}</dt>
      <dd>
        <span className="key-figure-value">{children}</span>
        {change !== undefined && (
          <span className="key-figure-note">
            {change} {than}
          </span>
        )}
        {note !== undefined && (
          <span className="key-figure-note" data-tone="warning">
            {note}
          </span>
        )}
      </dd>
    </div>
  );
}
