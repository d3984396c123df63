import type { Attempt } from '../../../src-main/contract/requests.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { outcomeOf, StateDot } from '../../parts/state-dot.tsx';
import { ModelName } from '../../parts/values.tsx';

interface AttemptTimelineProps {
  attempts: readonly Attempt[];
  totalMs: number | null;
}

/** Each attempt with how it ended, and as a bar where it lay within the request's time. */
export function AttemptTimeline({ attempts, totalMs }: AttemptTimelineProps) {
  const { common, requests } = useTexts();
  const format = useFormat();
  if (attempts.length === 0) return <p className="quiet">{requests.one.noAttempts}</p>;
  const endMs = Math.max(1, totalMs ?? 0, ...attempts.map((attempt) => attempt.startMs + attempt.totalMs));
  return (
    <ol className="attempts">
      {attempts.map(({ target, startMs, totalMs: tookMs, status, error }, index) => (
        <li key={index} className="attempt">
          <p className="attempt-way">
            <ModelName name={target} />
            <StateDot {...outcomeOf(status, common)} />
          </p>
          <div className="attempt-track" data-failed={status >= 400} aria-hidden="true">
            <div style={{ left: `${(startMs / endMs) * 100}%`, width: `${(tookMs / endMs) * 100}%` }} />
          </div>
          <p className="quiet">
            {requests.one.attemptTime(format.duration(startMs), format.duration(tookMs))}
          </p>
          {error !== null && <p className="failure">{error}</p>}
        </li>
      ))}
    </ol>
  );
}
