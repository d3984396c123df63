import type { RequestRow } from '../../../src-main/contract/requests.ts';
import { unknownValue } from '../../format.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { Skeleton } from '../../parts/placeholder.tsx';
import { RouteLabel } from '../../parts/route-label.tsx';
import { Section } from '../../parts/section.tsx';
import { outcomeOf, StateDot } from '../../parts/state-dot.tsx';
import { ModelName, RelativeTime } from '../../parts/values.tsx';
import './now.css';

const shownRunning = 3;

/** What is being routed where right now and why; while nothing runs, the request before. */
export function Now({ rows, isPaused }: { rows: readonly RequestRow[] | undefined; isPaused: boolean }) {
  const { popover } = useTexts();
  const running = rows?.filter(({ status }) => status === null).slice(0, shownRunning) ?? [];
  const shown = running.length > 0 ? running : (rows?.slice(0, 1) ?? []);
  return (
    <Section title={popover.routing}>
      {isPaused && <p className="now-paused">{popover.pausedHint}</p>}
      {!rows && <Skeleton lines={2} />}
      {rows && shown.length === 0 && (
        <div className="now">
          <p>{popover.idle}</p>
          <p className="now-reason">{popover.idleHint}</p>
        </div>
      )}
      {shown.length > 0 && (
        <ul>
          {shown.map((row) => (
            <NowLine key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function NowLine({ row }: { row: RequestRow }) {
  const { common } = useTexts();
  const isRunning = row.status === null;
  return (
    <li className="now" data-running={isRunning}>
      <p className="now-way">
        <RouteLabel route={row.route} />
        <Icon name="arrow" />
        {row.target === null ? unknownValue : <ModelName name={row.target} />}
      </p>
      <p className="now-reason">{row.reason}</p>
      <p className="now-state">
        <StateDot {...outcomeOf(row.status, common)} />
        {row.client && <span>{row.client}</span>}
        <RelativeTime atMs={row.atMs} />
      </p>
    </li>
  );
}
