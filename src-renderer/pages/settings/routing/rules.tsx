import type { Rule } from '../../../../src-main/contract/config.ts';
import { useConfigPart } from '../../../hooks/use-config-part.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Answer, EmptyState } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';
import { placeOf, withDraft, withMoved } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleLine } from './rule-line.tsx';

interface RulesProps {
  /** The one whose form is open. */
  draft: RuleDraft | undefined;
  onDraft: (draft: RuleDraft) => void;
  onEdit: (index: number | null, rule?: Rule) => void;
  onClose: () => void;
}

/** The rules in their order, which is changed at once; one at a time is added or edited in a form in its place. */
export function Rules({ draft, onDraft, onEdit, onClose }: RulesProps) {
  const { rules: texts } = useTexts().admin.routing;
  const { read, change, isPending, problems, forget } = useConfigPart('rules');
  const open = (index: number | null, rule?: Rule): void => {
    forget();
    onEdit(index, rule);
  };
  const form = draft && (
    <RuleForm
      draft={draft}
      problems={problems}
      path={`rules[${placeOf(draft, read.data?.rules ?? [])}]`}
      isBusy={isPending}
      onChange={onDraft}
      onSave={() =>
        change((rules) => withDraft(rules, draft), {
          text: texts.saved(draft.name),
          onDone: onClose,
          hasForm: true,
        })
      }
      onCancel={onClose}
    />
  );
  return (
    <Section
      title={texts.title}
      aside={
        <Button icon="add" onClick={() => open(null)}>
          {texts.add}
        </Button>
      }
    >
      <Answer query={read} lines={3}>
        {({ rules }) => (
          <>
            {rules.length === 0 && !draft && (
              <EmptyState title={texts.none}>
                <p>{texts.noneHint}</p>
              </EmptyState>
            )}
            <ol className="rules" aria-label={texts.title}>
              {rules.map((rule, index) => (
                // A name may stand twice.
                <li
                  key={`${rule.name} ${rules.slice(0, index).filter(({ name }) => name === rule.name).length}`}
                >
                  {draft?.index === index ? (
                    form
                  ) : (
                    <RuleLine
                      rule={rule}
                      index={index}
                      count={rules.length}
                      onMove={(step) =>
                        change((current) => withMoved(current, index, step), { text: texts.moved(rule.name) })
                      }
                      onEdit={() => open(index, rule)}
                      onDelete={() => {
                        onClose();
                        change((current) => current.toSpliced(index, 1), { text: texts.deleted(rule.name) });
                      }}
                    />
                  )}
                </li>
              ))}
              {draft?.index === null && <li>{form}</li>}
            </ol>
          </>
        )}
      </Answer>
    </Section>
  );
}
