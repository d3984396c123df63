import { useState } from 'react';
import { useModelOptions } from '../hooks/use-model-options.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { ModelPicker } from './model-picker.tsx';
import { ModelName } from './values.tsx';
import './model-field.css';

interface ModelFieldProps {
  label: string;
  hint?: string;
  problem?: string | undefined;
  /** A name of the config or `provider/model`; null where nothing is chosen. */
  value: string | null;
  canUnset?: boolean;
  onChoose: (name: string | null) => void;
}

/** A field whose value is a model, chosen from all that are known or typed. */
export function ModelField({ label, hint, problem, value, canUnset = false, onChoose }: ModelFieldProps) {
  const { common } = useTexts();
  const options = useModelOptions();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Field label={label} hint={hint} problem={problem}>
        {({ 'aria-invalid': isInvalid, ...attributes }) => (
          <button
            {...attributes}
            type="button"
            className="control model-field"
            data-invalid={isInvalid}
            aria-label={common.picker.change(label, value ?? common.notSet)}
            onClick={() => setIsOpen(true)}
          >
            {value === null ? <span className="quiet">{common.notSet}</span> : <ModelName name={value} />}
            <Icon name="swap" />
          </button>
        )}
      </Field>
      {isOpen && (
        <ModelPicker
          title={common.picker.title(label)}
          options={options}
          current={value}
          canUnset={canUnset}
          problem={undefined}
          isBusy={false}
          onPick={(name) => {
            onChoose(name);
            setIsOpen(false);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
