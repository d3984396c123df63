import { useEffect, useRef } from 'react';
import { isAmount } from '../../../amount.ts';
import { problemsBeside } from '../../../field-problems.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { FieldRow, Form, FormActions, FormProblems, More } from '../../../parts/form.tsx';
import type { DraftFormProps } from '../draft-form-props.ts';
import type { ClientDraft } from './client-draft.ts';

const amounts = ['limitUsd', 'requestsPerMinute', 'markupPercent'] as const;
const fields = ['id', 'name', 'token', ...amounts] as const;

/** A client to be added or changed; the id stays, since the ledger knows the client by it. */
export function ClientForm({
  draft,
  problems,
  path,
  isBusy,
  onChange,
  onSave,
  onCancel,
}: DraftFormProps<ClientDraft>) {
  const { clients: texts, parts } = useTexts().admin;
  const first = useRef<HTMLFormElement>(null);
  const isNew = draft.editing === null;
  useEffect(() => first.current?.querySelector<HTMLElement>('input:not([readonly])')?.focus(), []);
  const wrong = amounts.filter((name) => !isAmount(draft[name]));
  const shown = fields.map((field) => `${path}.${field}`);
  const field = (name: (typeof fields)[number]) => ({
    label: texts.fields[name],
    hint: texts.hints[name],
    value: draft[name],
    problem: wrong.some((amount) => amount === name)
      ? parts.notANumber
      : problems.fields.get(`${path}.${name}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value }),
  });
  return (
    <div className="settings-body">
      <Form ref={first} label={texts.form} isBusy={isBusy} onSubmit={() => wrong.length === 0 && onSave()}>
        <FieldRow>
          <TextField {...field('id')} readOnly={!isNew} placeholder="cursor" />
          <TextField {...field('name')} placeholder="Cursor" />
        </FieldRow>
        <FieldRow>
          <TextField {...field('limitUsd')} inputMode="decimal" />
          <TextField {...field('requestsPerMinute')} inputMode="numeric" />
          <TextField {...field('markupPercent')} inputMode="decimal" />
        </FieldRow>
        <More title={texts.more}>
          <TextField {...field('token')} placeholder={`keychain:client/${draft.id}`} />
        </More>
        <FormProblems problems={problemsBeside(problems, shown)} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {isNew ? texts.create : parts.save}
          </Button>
          <Button onClick={onCancel}>{parts.cancel}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
