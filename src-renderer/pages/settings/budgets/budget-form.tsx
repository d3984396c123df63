import { isAmount } from '../../../amount.ts';
import { problemsBeside } from '../../../field-problems.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { Choice, FieldRow, Form, FormActions, FormProblems } from '../../../parts/form.tsx';
import { ModelField } from '../../../parts/model-field.tsx';
import type { DraftFormProps } from '../draft-form-props.ts';
import type { BudgetDraft } from './budget-draft.ts';

/** A budget to be added or changed. */
export function BudgetForm({
  draft,
  problems,
  path,
  isBusy,
  onChange,
  onSave,
  onCancel,
}: DraftFormProps<BudgetDraft>) {
  const { budgets: texts, parts } = useTexts().admin;
  const providers = useOperation('config.get', {}).data?.providers ?? [];
  const isNumber = isAmount(draft.limitUsd);
  const problemOf = (field: string) => problems.fields.get(`${path}.${field}`);
  const shown = ['limitUsd', 'provider', 'then.use', 'then'].map((field) => `${path}.${field}`);
  return (
    <div className="settings-body">
      <Form label={texts.form} isBusy={isBusy} onSubmit={() => isNumber && onSave()}>
        <FieldRow>
          <TextField
            label={texts.fields.limitUsd}
            hint={texts.hints.limitUsd}
            inputMode="decimal"
            value={draft.limitUsd}
            problem={isNumber ? problemOf('limitUsd') : parts.notANumber}
            onChange={(event) => onChange({ ...draft, limitUsd: event.target.value })}
          />
          <SelectField
            label={texts.fields.period}
            hint={texts.hints.period}
            value={draft.period}
            onChange={(event) =>
              onChange({ ...draft, period: event.target.value === 'day' ? 'day' : 'month' })
            }
          >
            <option value="day">{texts.periods.day}</option>
            <option value="month">{texts.periods.month}</option>
          </SelectField>
          <SelectField
            label={texts.fields.provider}
            value={draft.provider}
            problem={problemOf('provider')}
            onChange={(event) => onChange({ ...draft, provider: event.target.value })}
          >
            <option value="">{texts.everything}</option>
            {providers.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </SelectField>
        </FieldRow>
        <Choice
          legend={texts.fields.atLimit}
          choices={(['warn', 'use', 'stop'] as const).map((value) => ({ value, ...texts.choices[value] }))}
          value={draft.atLimit}
          onChoose={(atLimit) => onChange({ ...draft, atLimit })}
        />
        {draft.atLimit === 'use' && (
          <ModelField
            label={texts.fields.use}
            value={draft.use}
            problem={problemOf('then.use') ?? problemOf('then')}
            onChoose={(use) => onChange({ ...draft, use })}
          />
        )}
        <FormProblems problems={problemsBeside(problems, shown)} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {parts.save}
          </Button>
          <Button onClick={onCancel}>{parts.cancel}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
