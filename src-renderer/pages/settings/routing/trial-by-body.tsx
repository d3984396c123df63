import { useRef, useState } from 'react';
import type { OperationRequest } from '../../../../src-main/contract/operations.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { readJsonObject } from '../../../json-problem.ts';
import type { JsonProblem } from '../../../json-problem.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, SelectField } from '../../../parts/field.tsx';
import { FieldRow, Form, FormActions, More } from '../../../parts/form.tsx';
import { readHeaders } from './rule-draft.ts';
import type { Tried } from './trial.tsx';

type Protocol = NonNullable<OperationRequest<'routes.trial'>['protocol']>;

const protocols: readonly { value: Protocol; name: string }[] = [
  { value: 'anthropic', name: 'Anthropic · /v1/messages' },
  { value: 'openai-chat', name: 'OpenAI · /v1/chat/completions' },
  { value: 'openai-responses', name: 'OpenAI · /v1/responses' },
  { value: 'openai-completions', name: 'OpenAI · /v1/completions' },
];

interface TrialByBodyProps {
  isBusy: boolean;
  onTry: (tried: Tried) => void;
}

/** Takes a body as text; where it is no JSON the place is told, and the cursor goes there. */
export function TrialByBody({ isBusy, onTry }: TrialByBodyProps) {
  const { trial, rules } = useTexts().admin.routing;
  const clients = useOperation('config.get', {}).data?.clients ?? [];
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [headers, setHeaders] = useState('');
  const [protocol, setProtocol] = useState<Protocol>('anthropic');
  const [client, setClient] = useState('');
  const [problem, setProblem] = useState<JsonProblem>();

  const submit = (): void => {
    const read = readJsonObject(text);
    if (read.kind === 'object') {
      setProblem(undefined);
      onTry({ request: read.value, protocol, headers: readHeaders(headers), client: client || null });
      return;
    }
    setProblem(read.problem);
    field.current?.focus();
    field.current?.setSelectionRange(read.problem.at, read.problem.at + 1);
  };

  return (
    <Form label={trial.title} isBusy={isBusy} onSubmit={submit}>
      <Field
        label={trial.body}
        hint={trial.bodyHint}
        problem={problem && trial.notJson(problem.line, problem.column)}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            ref={field}
            className="control"
            rows={8}
            spellCheck={false}
            placeholder={'{ "model": "claude-opus-5-5", "messages": [ … ] }'}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <More title={trial.more}>
        <FieldRow>
          <SelectField
            label={trial.protocol}
            value={protocol}
            onChange={(event) =>
              setProtocol(protocols.find(({ value }) => value === event.target.value)?.value ?? 'anthropic')
            }
          >
            {protocols.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={trial.client}
            value={client}
            onChange={(event) => setClient(event.target.value)}
          >
            <option value="">{trial.noClient}</option>
            {clients.map(({ id, name = id }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </FieldRow>
        <Field label={rules.headers} hint={trial.headersHint}>
          {(attributes) => (
            <textarea
              {...attributes}
              className="control"
              spellCheck={false}
              value={headers}
              onChange={(event) => setHeaders(event.target.value)}
            />
          )}
        </Field>
      </More>
      <FormActions>
        <Button type="submit" look="primary" icon="play" aria-busy={isBusy}>
          {trial.action}
        </Button>
      </FormActions>
    </Form>
  );
}
