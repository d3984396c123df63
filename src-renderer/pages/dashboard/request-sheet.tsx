import { useOperation } from '../../hooks/use-operation.ts';
import { usePushedRequests } from '../../hooks/use-events.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import type { RequestRow } from '../../../src-main/contract/requests.ts';
import { unknownValue } from '../../format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Answer } from '../../parts/placeholder.tsx';
import { RouteLabel } from '../../parts/route-label.tsx';
import { outcomeOf, StateDot } from '../../parts/state-dot.tsx';
import { ModelName } from '../../parts/values.tsx';
import { AttemptTimeline } from './attempt-timeline.tsx';
import { Facts } from './facts.tsx';
import { RequestBodies } from './request-bodies.tsx';
import { RequestCost } from './request-cost.tsx';
import './request-sheet.css';

/** A request opened at the page's side: what it was, where it went and why, how that went, and what it cost. */
export function RequestSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { requests } = useTexts();
  const pushed = usePushedRequests().find((row) => row.id === id);
  const isRunning = pushed?.status === null;
  const request = useOperation('requests.get', { id }, { isWanted: !isRunning });
  return (
    <Dialog title={requests.one.title} look="sheet" onClose={onClose}>
      <div className="dialog-body request-sheet" role="region" aria-label={requests.one.title} tabIndex={0}>
        {isRunning ? (
          <>
            <Decision row={pushed} />
            <p className="quiet">{requests.one.stillRuns}</p>
          </>
        ) : (
          <Answer query={request} lines={12}>
            {(detail) => <Opened request={detail} />}
          </Answer>
        )}
      </div>
    </Dialog>
  );
}

type Detail = OperationOutput<'requests.get'>;

function Opened({ request }: { request: Detail }) {
  const { one } = useTexts().requests;
  const format = useFormat();
  return (
    <>
      <Decision row={request} />
      <Part title={one.attempts}>
        <AttemptTimeline attempts={request.attemptLog} totalMs={request.totalMs} />
      </Part>
      <Part title={`${one.tokens} · ${one.cost}`}>
        <RequestCost request={request} />
      </Part>
      <Part title={one.facts}>
        <Facts
          entries={[
            [one.time, format.time(request.atMs)],
            [one.client, request.client ?? one.noClient],
            [one.protocol, request.protocol],
            [one.firstToken, format.duration(request.ttftMs)],
            [one.total, format.duration(request.totalMs)],
            ...factsOf(request, one, format.count),
            [one.session, request.sessionId ?? unknownValue, 'code'],
            [one.id, request.id, 'code'],
          ]}
        />
        {request.facts === null && <p className="quiet">{one.noFacts}</p>}
      </Part>
      <Part title={one.bodies}>
        <RequestBodies bodies={request.bodies} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="request-sheet-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Decision({ row }: { row: RequestRow }) {
  const { common, requests } = useTexts();
  return (
    <section className="request-sheet-decision">
      <p className="request-sheet-way">
        <RouteLabel route={row.route} />
        {row.target === null ? unknownValue : <ModelName name={row.target} />}
        <StateDot {...outcomeOf(row.status, common)} />
      </p>
      {row.reason && <p>{row.reason}</p>}
      {row.error && <p className="failure">{row.error}</p>}
      {row.requestedModel !== null && <p className="quiet">{requests.askedFor(row.requestedModel)}</p>}
    </section>
  );
}

type Words = ReturnType<typeof useTexts>['requests']['one'];

function factsOf({ facts }: Detail, one: Words, count: (value: number) => string): [string, string][] {
  if (facts === null) return [];
  const marks = (['webSearch', 'subagent', 'think', 'background'] as const).flatMap(
    (mark): [string, string][] => {
      const how = facts[mark];
      return how === null ? [] : [[one[mark], how]];
    },
  );
  return [
    [one.class, facts.class],
    [one.estimated, count(facts.estimatedInputTokens)],
    [one.messages, count(facts.messages)],
    [one.tools, count(facts.tools)],
    [one.image, facts.hasImage ? one.yes : one.no],
    ...marks,
  ];
}
