import type { LineField as Place } from '../../../typed-lines.ts';
import { lineKinds } from '../../../typed-lines.ts';
import { valueAt } from '../../../json-place.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { TextField } from '../../../parts/field.tsx';
import type { ProviderForm } from './provider-form.ts';

interface LineFieldProps {
  form: ProviderForm;
  place: Place;
  /** What holds where the line is empty; the default where absent. */
  placeholder?: string | undefined;
}

/** One line of a provider's form; empty it stands for the default, which it shows. */
export function LineField({ form, place, placeholder }: LineFieldProps) {
  const { fields } = useTexts().settingsProviders;
  const { label, hint } = fields[place];
  const byDefault = valueAt(form.defaults, place);
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode={lineKinds[place] === 'number' ? 'numeric' : 'text'}
      placeholder={placeholder ?? (Array.isArray(byDefault) ? byDefault.join(', ') : shown(byDefault))}
      value={form.draft.lines[place]}
      problem={form.problemAt(place) ?? form.problemsIn(place)[0]}
      onChange={(event) => form.type({ lines: { ...form.draft.lines, [place]: event.target.value } })}
    />
  );
}

function shown(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}
