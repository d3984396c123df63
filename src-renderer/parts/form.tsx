import { useId } from 'react';
import type { ReactNode, Ref } from 'react';
import './form.css';

interface FormProps {
  /** What it is for, read to those who do not see it. */
  label: string;
  isBusy?: boolean;
  ref?: Ref<HTMLFormElement>;
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields that are sent together, by a button or by Enter; while it is busy nothing is sent again. */
export function Form({ label, isBusy = false, ref, onSubmit, children }: FormProps) {
  return (
    <form
      ref={ref}
      className="form"
      aria-label={label}
      aria-busy={isBusy}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="field-row">{children}</div>;
}

/** The buttons at a form's end. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>;
}

/** What no field of a form is to blame for. */
export function FormProblems({ problems }: { problems: readonly string[] }) {
  return (
    <div role="alert">
      {problems.map((problem) => (
        <p key={problem} className="failure">
          {problem}
        </p>
      ))}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  choices: readonly { value: Value; name: string; meaning: string }[];
  value: Value;
  onChoose: (value: Value) => void;
}

/** One of few, each with a sentence that explains it. */
export function Choice<Value extends string>({ legend, choices, value, onChoose }: ChoiceProps<Value>) {
  const group = useId();
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice-option">
          <input
            type="radio"
            name={group}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            {choice.name}
            <span className="field-notes">{choice.meaning}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What few people need, closed at first. */
export function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="more">
      <summary>{title}</summary>
      <div className="form">{children}</div>
    </details>
  );
}
