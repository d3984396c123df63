import type { BudgetState } from '../../../src-main/contract/credits.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { ShareBar } from '../../parts/share-bar.tsx';
import './budget-section.css';

/** Each budget, and how much of it is spent. */
export function BudgetSection() {
  const { budgets: words } = useTexts().dashboard;
  const answer = useOperation('budgets.get', {});
  return (
    <Section title={words.title}>
      <Answer query={answer} lines={3}>
        {({ budgets }) =>
          budgets.length === 0 ? (
            <EmptyState title={words.none}>
              <p>{words.noneHint}</p>
              <ButtonLink href="/admin#budgets">{words.add}</ButtonLink>
            </EmptyState>
          ) : (
            <ul>
              {budgets.map((budget, index) => (
                <BudgetLine key={index} budget={budget} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function BudgetLine({
  budget: { period, provider, limitUsd, spentUsd, state, atLimit },
}: {
  budget: BudgetState;
}) {
  const { budgets: words } = useTexts().dashboard;
  const format = useFormat();
  const name = provider === null ? words[period] : `${words[period]} · ${provider}`;
  const spent = words.spent(format.money(spentUsd), format.money(limitUsd));
  return (
    <li className="budget">
      <p className="budget-line">
        <span>{name}</span>
        <span data-state={state}>
          {spent} ({format.percent(spentUsd / limitUsd)})
        </span>
      </p>
      <ShareBar label={name} share={spentUsd / limitUsd} text={spent} state={state} />
      <p className="quiet">
        {atLimit === 'warn' || atLimit === 'stop' ? words.atLimit[atLimit] : words.atLimit.use(atLimit)}
      </p>
    </li>
  );
}
