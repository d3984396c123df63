import type { OperationOutput } from '../../../../src-main/contract/operations.ts';
import type { TriedWay } from '../../../../src-main/contract/trial.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { Icon } from '../../../parts/icon.tsx';
import { RouteLabel } from '../../../parts/route-label.tsx';
import { ModelName } from '../../../parts/values.tsx';

type Result = OperationOutput<'routes.trial'>;

/** Where a request would go, what it is, and each way in order with why it applies or does not. */
export function TrialResult({ result }: { result: Result }) {
  const { trial } = useTexts().admin.routing;
  const { decision, refusal, ways } = result;
  const taken = ways.findIndex(({ applies }) => applies);
  return (
    <div className="form">
      <div className="trial-decision">
        <p className="trial-way-to">
          <RouteLabel route={decision.route} />
          <Icon name="arrow" />
          <ModelName name={decision.use} />
        </p>
        <p>{decision.reason}</p>
        {decision.targets.some((target) => target !== decision.use) && (
          <p className="quiet">{trial.targets(decision.targets.join(', '))}</p>
        )}
        {refusal !== null && <p className="failure">{refusal}</p>}
      </div>
      <Facts result={result} />
      <ol className="trial-ways" aria-label={trial.ways}>
        {ways.map((way, index) => (
          <WayLine
            key={`${index} ${way.way}`}
            way={way}
            outcome={index === taken ? 'taken' : way.applies ? 'later' : 'no'}
          />
        ))}
      </ol>
    </div>
  );
}

function WayLine({
  way: { way, use, reason },
  outcome,
}: {
  way: TriedWay;
  outcome: 'taken' | 'later' | 'no';
}) {
  const { trial } = useTexts().admin.routing;
  return (
    <li data-outcome={outcome}>
      <span>{outcome === 'taken' && <Icon name="check" />}</span>
      <RouteLabel route={trial.names.get(way) ?? way} />
      <div>
        <span className={outcome === 'taken' ? undefined : 'quiet'}>
          <span className="unseen">{trial.outcomes[outcome]}: </span>
          {outcome === 'later' ? trial.later(reason) : reason}
        </span>
        {use !== null && outcome === 'taken' && <ModelName name={use} />}
      </div>
    </li>
  );
}

function Facts({ result: { facts, model } }: { result: Result }) {
  const { trial } = useTexts().admin.routing;
  const format = useFormat();
  return (
    <p className="trial-facts">
      <span>{model}</span>
      <span>{trial.facts.class(facts.class)}</span>
      <span>{trial.facts.tokens(format.tokens(facts.estimatedInputTokens))}</span>
      <span>{trial.facts.messages(format.count(facts.messages))}</span>
      <span>{trial.facts.tools(format.count(facts.tools))}</span>
      {facts.hasImage && <span>{trial.facts.image}</span>}
    </p>
  );
}
