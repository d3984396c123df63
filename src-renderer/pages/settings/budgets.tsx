import { useState } from 'react';
import type { Budget } from '../../../src-main/contract/config.ts';
import { useConfigPart } from '../../hooks/use-config-part.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { budgetOf, draftOfBudget } from './budgets/budget-draft.ts';
import type { BudgetDraft } from './budgets/budget-draft.ts';
import { BudgetForm } from './budgets/budget-form.tsx';
import { BudgetLine } from './budgets/budget-line.tsx';
import './budgets.css';

const refreshMs = 15_000;

/** What may be spent in a day or a month, how much of it is, and what happens then. */
export function BudgetsSection() {
  const { settings, admin } = useTexts();
  const { budgets: texts } = admin;
  const { read, change, isPending, problems, forget } = useConfigPart('budgets');
  const states = useOperation('budgets.get', {}, { everyMs: refreshMs });
  const [draft, setDraft] = useState<BudgetDraft>();
  const open = (index: number | null, budget?: Budget): void => {
    forget();
    setDraft(draftOfBudget(index, budget));
  };
  const form = (budgets: readonly Budget[]) =>
    draft && (
      <BudgetForm
        draft={draft}
        problems={problems}
        path={`budgets[${draft.index ?? budgets.length}]`}
        isBusy={isPending}
        onChange={setDraft}
        onCancel={() => setDraft(undefined)}
        onSave={() =>
          change(
            (current) => {
              const changed = [...current];
              changed[draft.index ?? current.length] = budgetOf(draft);
              return changed;
            },
            { text: texts.saved, hasForm: true, onDone: () => setDraft(undefined) },
          )
        }
      />
    );
  return (
    <Section
      title={settings.sections.budgets}
      aside={
        <Button icon="add" onClick={() => open(null)}>
          {texts.add}
        </Button>
      }
    >
      <Answer query={read} lines={3}>
        {({ budgets }) => (
          <>
            {budgets.length === 0 && !draft && (
              <EmptyState title={texts.none}>
                <p>{texts.noneHint}</p>
              </EmptyState>
            )}
            <ul aria-label={settings.sections.budgets}>
              {budgets.map((budget, index) => (
                <li key={JSON.stringify([budget, index])}>
                  {draft?.index === index ? (
                    form(budgets)
                  ) : (
                    <BudgetLine
                      budget={budget}
                      state={states.data?.budgets[index]}
                      onEdit={() => open(index, budget)}
                      onDelete={() => {
                        setDraft(undefined);
                        change((current) => current.toSpliced(index, 1), { text: texts.deleted });
                      }}
                    />
                  )}
                </li>
              ))}
              {draft?.index === null && <li>{form(budgets)}</li>}
            </ul>
          </>
        )}
      </Answer>
    </Section>
  );
}
