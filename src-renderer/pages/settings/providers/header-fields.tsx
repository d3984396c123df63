import { nextRow } from '../../../provider-draft.ts';
import type { Pair, Row } from '../../../provider-draft.ts';
import { pairPlace } from '../../../draft-problems.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button, IconButton } from '../../../parts/button.tsx';
import { Switch } from '../../../parts/field.tsx';
import type { ProviderForm } from './provider-form.ts';
import { TextArea } from './text-area.tsx';

/** What becomes of the client's headers on their way to the provider. */
export function HeaderFields({ form }: { form: ProviderForm }) {
  const { headers: texts } = useTexts().settingsProviders;
  const { dropAll, dropped } = form.draft;
  return (
    <>
      <Switch
        label={texts.dropAll.label}
        hint={texts.dropAll.hint}
        checked={dropAll}
        onChange={(event) => form.type({ dropAll: event.target.checked })}
      />
      <TextArea
        label={texts.drop.label}
        hint={texts.drop.hint}
        rows={2}
        value={dropped}
        problem={form.problemsIn('headers.drop')[0]}
        onChange={(event) => form.type({ dropped: event.target.value })}
      />
      <PairFields form={form} list="add" />
      <PairFields form={form} list="force" />
    </>
  );
}

function PairFields({ form, list }: { form: ProviderForm; list: 'add' | 'force' }) {
  const { headers: texts } = useTexts().settingsProviders;
  const pairs = form.draft[list];
  const change = (row: number, part: Partial<Pair>): void =>
    form.type({ [list]: pairs.map((pair) => (pair.row === row ? { ...pair, ...part } : pair)) });
  return (
    <fieldset className="form-group">
      <legend>{texts[list].label}</legend>
      <p className="field-notes">{texts[list].hint}</p>
      <ul className="pair-list">
        {pairs.map((pair) => (
          <PairLine
            key={pair.row}
            pair={pair}
            problem={form.problemsIn(pairPlace(list, pair))[0]}
            onChange={(part) => change(pair.row, part)}
            onRemove={() => form.type({ [list]: pairs.filter(({ row }) => row !== pair.row) })}
          />
        ))}
      </ul>
      <div className="form-buttons">
        <Button
          icon="plus"
          onClick={() => form.type({ [list]: [...pairs, { name: '', value: '', row: nextRow(pairs) }] })}
        >
          {texts.another}
        </Button>
      </div>
    </fieldset>
  );
}

interface PairLineProps {
  pair: Row<Pair>;
  problem: string | undefined;
  onChange: (part: Partial<Pair>) => void;
  onRemove: () => void;
}

function PairLine({ pair: { name, value }, problem, onChange, onRemove }: PairLineProps) {
  const { headers: texts } = useTexts().settingsProviders;
  return (
    <li>
      <div className="pair-line">
        <input
          className="control"
          aria-label={texts.name}
          placeholder="x-name"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          value={name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <input
          className="control"
          aria-label={texts.value}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange({ value: event.target.value })}
        />
        <IconButton icon="trash" label={texts.remove(name)} onClick={onRemove} />
      </div>
      <p className="failure field-notes" role="alert">
        {problem}
      </p>
    </li>
  );
}
