import { newTransform, nextRow } from '../../../provider-draft.ts';
import type { Row, TypedTransform } from '../../../provider-draft.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { withMoved } from '../../../moved.ts';
import { OrderedList } from '../../../parts/ordered-list.tsx';
import type { ProviderForm } from './provider-form.ts';

const kinds = ['regex', 'drop', 'set'] as const;
const examples = {
  regex: { pattern: '\\bACME-(\\d+)\\b', replace: 'TICKET-$1' },
  drop: { path: '$.metadata' },
  set: { path: '$.provider', value: '{ "sort": "price" }' },
};
const parts = ['all', 'system', 'user', 'assistant', 'tool'] as const;

/** What is changed in a request's body on its way to the provider, one after the other. */
export function TransformList({ form }: { form: ProviderForm }) {
  const { transforms: texts } = useTexts().settingsProviders;
  const { transforms } = form.draft;
  const numberOf = ({ row }: Row<TypedTransform>) =>
    texts.numbered(transforms.findIndex((other) => other.row === row) + 1);
  return (
    <>
      <p className="field-notes">{texts.hint}</p>
      <OrderedList
        label={texts.label}
        items={transforms}
        keyOf={({ row }) => row}
        nameOf={numberOf}
        onMove={(from, to) => form.type({ transforms: withMoved(transforms, from, to) })}
        onRemove={(index) => form.type({ transforms: transforms.filter((_one, other) => other !== index) })}
      >
        {(transform, index) => (
          <TransformFields
            transform={transform}
            name={numberOf(transform)}
            problemAt={(field) => form.problemsIn(`transforms[${index}].${field}`)[0]}
            rest={form.problemAt(`transforms[${index}]`)}
            onType={(part) =>
              form.type({
                transforms: transforms.map((one) => (one.row === transform.row ? { ...one, ...part } : one)),
              })
            }
          />
        )}
      </OrderedList>
      <div className="form-buttons">
        {kinds.map((kind) => (
          <Button
            key={kind}
            icon="plus"
            onClick={() =>
              form.type({
                transforms: [...transforms, { ...newTransform, kind, row: nextRow(transforms) }],
              })
            }
          >
            {texts.kinds[kind].add}
          </Button>
        ))}
      </div>
    </>
  );
}

interface TransformFieldsProps {
  transform: TypedTransform;
  name: string;
  problemAt: (field: keyof TypedTransform) => string | undefined;
  /** What is wrong with it as a whole. */
  rest: string | undefined;
  onType: (part: Partial<TypedTransform>) => void;
}

function TransformFields({ transform, name, problemAt, rest, onType }: TransformFieldsProps) {
  const { transforms: texts } = useTexts().settingsProviders;
  const { kind } = transform;
  const line = (field: 'pattern' | 'flags' | 'replace' | 'path' | 'value') => ({
    label: texts.fields[field],
    value: transform[field],
    problem: problemAt(field),
    onChange: (event: { target: { value: string } }) => onType({ [field]: event.target.value }),
  });
  return (
    <fieldset className="transform">
      <legend>{name}</legend>
      <div className="transform-row">
        <SelectField
          label={texts.fields.kind}
          value={kind}
          onChange={(event) => onType({ kind: kinds.find((one) => one === event.target.value) ?? kind })}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {texts.kinds[one].name}
            </option>
          ))}
        </SelectField>
        {kind === 'regex' ? (
          <SelectField
            label={texts.fields.in}
            value={transform.in}
            onChange={(event) =>
              onType({ in: parts.find((one) => one === event.target.value) ?? transform.in })
            }
          >
            {parts.map((one) => (
              <option key={one} value={one}>
                {texts.parts[one]}
              </option>
            ))}
          </SelectField>
        ) : (
          <TextField {...line('path')} placeholder={examples[kind].path} />
        )}
      </div>
      {kind === 'regex' && (
        <div className="transform-row" data-columns="3">
          <TextField {...line('pattern')} placeholder={examples.regex.pattern} />
          <TextField {...line('replace')} placeholder={examples.regex.replace} />
          <TextField {...line('flags')} />
        </div>
      )}
      {kind === 'set' && <TextField {...line('value')} placeholder={examples.set.value} />}
      <p className="field-notes">{texts.kinds[kind].hint}</p>
      <p className="failure" role="alert">
        {rest}
      </p>
    </fieldset>
  );
}
