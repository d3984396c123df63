import { useTexts } from '../../hooks/use-texts.ts';
import { LinkChoice } from '../../parts/link-choice.tsx';
import { hrefOf, periods, viewNames } from './address.ts';
import type { Address } from './address.ts';
import { ExportButtons } from './export-buttons.tsx';
import './view-bar.css';

/** Above every view: the way between them, and where it matters the time that is looked at. */
export function ViewBar({ address }: { address: Address }) {
  const { dashboard } = useTexts();
  return (
    <div className="view-bar">
      <nav aria-label={dashboard.title}>
        {viewNames.map((view) => (
          <a
            key={view}
            href={hrefOf({ view, period: address.period, by: address.by })}
            aria-current={view === address.view ? 'page' : undefined}
          >
            {dashboard.views[view]}
          </a>
        ))}
      </nav>
      {address.view === 'overview' && (
        <div className="view-bar-controls">
          <LinkChoice
            label={dashboard.period}
            items={periods.map((period) => ({
              href: hrefOf({ ...address, period }),
              name: dashboard.periods[period],
              isCurrent: period === address.period,
            }))}
          />
          <ExportButtons period={address.period} />
        </div>
      )}
    </div>
  );
}
