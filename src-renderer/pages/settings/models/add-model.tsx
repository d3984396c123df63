import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { NameForm } from '../../../parts/name-form.tsx';
import { isPattern, withNewEntry } from '../../../model-entries.ts';
import { TargetPicker } from './target-picker.tsx';

/** A name first, then the first model that it leads to. */
export function AddModel({ config, onClose }: { config: Config; onClose: () => void }) {
  const { settingsModels: texts } = useTexts();
  const [name, setName] = useState<string>();
  const { commit, isPending } = useConfigChange();
  return (
    <>
      <NameForm
        title={texts.add}
        action={texts.chooseTarget}
        start=""
        hintOf={(typed) => (isPattern(typed) ? texts.isPattern(typed) : texts.isName)}
        isTaken={(typed) => Object.hasOwn(config.models, typed)}
        isBusy={isPending}
        problem={undefined}
        onTake={setName}
        onClose={onClose}
      />
      {name !== undefined && (
        <TargetPicker
          title={texts.firstTargetOf(name)}
          onPick={async (target) => {
            await commit((current) => withNewEntry(current, name, target), {
              about: `model/${name}`,
              text: texts.added(name, target),
            });
            onClose();
          }}
          onClose={() => setName(undefined)}
        />
      )}
    </>
  );
}
