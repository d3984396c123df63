import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { withMoved } from '../../../moved.ts';
import { OrderedList } from '../../../parts/ordered-list.tsx';
import { AddKey } from './add-key.tsx';
import type { ProviderForm } from './provider-form.ts';

/** The keys that share the load: references, never what they hold. */
export function KeyList({ form, config }: { form: ProviderForm; config: Config }) {
  const { settingsProviders: texts } = useTexts();
  const { keys, pasted } = form.draft;
  const [asked, setAsked] = useState<{ replaces?: string }>();
  const [problem] = form.problemsIn('keys');
  return (
    <fieldset className="form-group">
      <legend>{texts.keys.label}</legend>
      {keys.length > 0 ? (
        <OrderedList
          label={texts.keys.label}
          items={keys}
          keyOf={(key) => key}
          nameOf={(key) => key}
          onMove={(from, to) => form.type({ keys: withMoved(keys, from, to) })}
          onRemove={(index) => form.type({ keys: keys.filter((_key, other) => other !== index) })}
        >
          {(key) => {
            const { source, name } = partsOfReference(key);
            return (
              <p className="key-line">
                <code>{name}</code>
                <span className="quiet">{texts.keys.sources[source]}</span>
                {pasted[name] !== undefined && (
                  <span className="provider-row-draft">{texts.keys.pasted}</span>
                )}
                {source === 'keychain' && (
                  <Button look="bare" onClick={() => setAsked({ replaces: name })}>
                    {texts.keys.replace}
                  </Button>
                )}
              </p>
            );
          }}
        </OrderedList>
      ) : (
        <p className="quiet">{texts.keys.none}</p>
      )}
      <p className="failure" role="alert">
        {problem}
      </p>
      <div className="form-buttons">
        <Button icon="plus" onClick={() => setAsked({})}>
          {texts.keys.add}
        </Button>
        {keys.length > 1 && <span className="field-notes">{texts.keys.hint}</span>}
      </div>
      {asked && (
        <AddKey form={form} config={config} replaces={asked.replaces} onClose={() => setAsked(undefined)} />
      )}
    </fieldset>
  );
}

function partsOfReference(key: string): { source: 'keychain' | 'env' | 'other'; name: string } {
  if (key.startsWith('keychain:')) return { source: 'keychain', name: key.slice('keychain:'.length) };
  if (key.startsWith('env:')) return { source: 'env', name: key.slice('env:'.length) };
  return { source: 'other', name: key };
}
