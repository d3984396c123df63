import type { ComponentProps } from 'react';
import { Field } from '../../../parts/field.tsx';

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  problem,
  ...rest
}: Omit<ComponentProps<typeof Field>, 'children'> & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(attributes) => (
        <textarea
          spellCheck={false}
          autoComplete="off"
          {...rest}
          {...attributes}
          className="control text-area"
        />
      )}
    </Field>
  );
}
