import { useEffect, useRef } from 'react';
import { isAmount } from '../../../amount.ts';
import { problemsBeside } from '../../../field-problems.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextField } from '../../../parts/field.tsx';
import { FieldRow, Form, FormActions, FormProblems } from '../../../parts/form.tsx';
import { ModelField } from '../../../parts/model-field.tsx';
import { textConditions } from './rule-draft.ts';
import type { DraftFormProps } from '../draft-form-props.ts';
import type { RuleDraft } from './rule-draft.ts';

const knownClasses = ['main', 'subagent', 'auxiliary', 'compaction'];

/** A rule to be added or changed: all conditions that are filled in must hold. */
export function RuleForm({
  draft,
  problems,
  path,
  isBusy,
  onChange,
  onSave,
  onCancel,
}: DraftFormProps<RuleDraft>) {
  const { routing, parts } = useTexts().admin;
  const { rules } = routing;
  const first = useRef<HTMLInputElement>(null);
  const clients = useOperation('config.get', {}).data?.clients ?? [];
  useEffect(() => first.current?.focus(), []);
  const suggestions: Record<string, readonly string[]> = {
    class: knownClasses,
    client: clients.map(({ id }) => id),
  };
  const isNumber = isAmount(draft.minTokens);
  const problemOf = (field: string) => problems.fields.get(`${path}.${field}`);
  const shown = ['name', 'use', 'when.minTokens', ...textConditions.map((name) => `when.${name}`)].map(
    (field) => `${path}.${field}`,
  );
  return (
    <div className="settings-body">
      <Form label={rules.form} isBusy={isBusy} onSubmit={() => isNumber && onSave()}>
        <FieldRow>
          <TextField
            ref={first}
            label={rules.name}
            value={draft.name}
            problem={problemOf('name')}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
          <ModelField
            label={rules.use}
            value={draft.use}
            problem={problemOf('use')}
            onChoose={(use) => onChange({ ...draft, use })}
          />
        </FieldRow>
        <p className="quiet">{rules.whenHint}</p>
        <FieldRow>
          {textConditions.map((name) => (
            <TextField
              key={name}
              label={rules.conditions[name]}
              hint={rules.hints[name]}
              list={suggestions[name] && `rule-${name}`}
              value={draft[name]}
              problem={problemOf(`when.${name}`)}
              onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
            />
          ))}
          <TextField
            label={rules.conditions.minTokens}
            hint={rules.hints.minTokens}
            inputMode="numeric"
            value={draft.minTokens}
            problem={isNumber ? problemOf('when.minTokens') : parts.notANumber}
            onChange={(event) => onChange({ ...draft, minTokens: event.target.value })}
          />
        </FieldRow>
        <Field label={rules.headers} hint={rules.hints.headers}>
          {(attributes) => (
            <textarea
              {...attributes}
              className="control"
              spellCheck={false}
              value={draft.headers}
              onChange={(event) => onChange({ ...draft, headers: event.target.value })}
            />
          )}
        </Field>
        {Object.entries(suggestions).map(([name, values]) => (
          <datalist key={name} id={`rule-${name}`}>
            {values.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        ))}
        <FormProblems problems={problemsBeside(problems, shown)} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {parts.save}
          </Button>
          <Button onClick={onCancel}>{parts.cancel}</Button>
          <span className="quiet">{rules.tryHint}</span>
        </FormActions>
      </Form>
    </div>
  );
}
