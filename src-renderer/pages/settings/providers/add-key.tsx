import { useRef, useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { freeKeyName } from '../../../new-provider.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import type { ProviderForm } from './provider-form.ts';

const sources = ['paste', 'env', 'keychain'] as const;

interface AddKeyProps {
  form: ProviderForm;
  config: Config;
  /** The name in the keychain whose value is to be another. */
  replaces: string | undefined;
  onClose: () => void;
}

/** Asks for one more key, or for a new value of one; it is kept once the form is saved. */
export function AddKey({ form: { id, draft, type, preset }, config, replaces, onClose }: AddKeyProps) {
  const { common, settingsProviders: texts } = useTexts();
  const [source, setSource] = useState<(typeof sources)[number]>('paste');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  const take = (): void => {
    const value = text.trim();
    if (value === '') {
      setProblem(source === 'paste' ? texts.missing.key : texts.missing.env);
      return;
    }
    const name =
      replaces ?? freeKeyName(id, config, [...draft.keys.map(nameOf), ...Object.keys(draft.pasted)]);
    const reference = source === 'paste' ? `keychain:${name}` : `${source}:${value}`;
    if (replaces === undefined && draft.keys.includes(reference)) {
      setProblem(texts.wrong.twice);
      return;
    }
    type({
      ...(replaces === undefined && { keys: [...draft.keys, reference] }),
      ...(source === 'paste' && { pasted: { ...draft.pasted, [name]: value } }),
    });
    onClose();
  };

  return (
    <Dialog
      title={replaces === undefined ? texts.keys.add : texts.keys.replaceNamed(replaces)}
      onClose={onClose}
      firstFocus={field}
    >
      <div
        className="dialog-body dialog-form"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
          // Within the form of the provider, which Enter would save.
          event.preventDefault();
          take();
        }}
      >
        {replaces === undefined && (
          <SelectField
            label={texts.keySource.label}
            value={source}
            onChange={(event) => setSource(sources.find((one) => one === event.target.value) ?? 'paste')}
          >
            {sources.map((one) => (
              <option key={one} value={one}>
                {texts.keySource[one]}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          ref={field}
          type={source === 'paste' ? 'password' : 'text'}
          autoComplete={source === 'paste' ? 'new-password' : 'off'}
          label={source === 'paste' ? texts.key : source === 'env' ? texts.env : texts.keys.name}
          hint={source === 'paste' ? texts.keyHint : source === 'env' ? texts.envHint : texts.keys.nameHint}
          placeholder={source === 'env' ? (preset?.envKey ?? undefined) : undefined}
          value={text}
          problem={problem}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <footer className="dialog-footer">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button look="primary" onClick={take}>
          {replaces === undefined ? texts.keys.take : texts.keys.replace}
        </Button>
      </footer>
    </Dialog>
  );
}

function nameOf(reference: string): string {
  return reference.replace(/^keychain:/, '');
}
