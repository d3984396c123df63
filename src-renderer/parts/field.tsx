import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import './field.css';

interface FieldProps {
  label: string;
  /** What is accepted, below the control. */
  hint?: ReactNode;
  /** Why the value was refused; read out when it appears. */
  problem?: string | undefined;
}

interface Attributes {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

/** A label, a control, a hint and what is wrong, tied together; the control takes the attributes it is given. */
export function Field({
  label,
  hint,
  problem,
  children,
}: FieldProps & { children: (attributes: Attributes) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': `${id}-notes` })}
      <div id={`${id}-notes`} className="field-notes">
        {hint !== undefined && <p>{hint}</p>}
        <p className="failure" role="alert">
          {problem}
        </p>
      </div>
    </div>
  );
}

/** A line of text. */
export function TextField({ label, hint, problem, ...rest }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(attributes) => (
        <input autoComplete="off" spellCheck={false} {...rest} {...attributes} className="control" />
      )}
    </Field>
  );
}

/** A choice of few, as the system shows it. */
export function SelectField({ label, hint, problem, ...rest }: FieldProps & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(attributes) => <select {...rest} {...attributes} className="control" />}
    </Field>
  );
}

/** On or off, in force at once. */
export function Switch({
  label,
  hint,
  ...rest
}: Pick<FieldProps, 'label' | 'hint'> & Omit<ComponentProps<'input'>, 'type' | 'role'>) {
  const id = useId();
  return (
    <div className="switch">
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="field-notes">{hint}</span>}
      </label>
      <input {...rest} id={id} type="checkbox" role="switch" />
    </div>
  );
}
