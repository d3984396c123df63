import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { nameOfTarget, removeModel } from '../../../config-uses.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/dialog.tsx';
import { ModelName } from '../../../parts/values.tsx';
import { UseList } from '../use-list.tsx';
import { TargetPicker } from './target-picker.tsx';

interface DeleteModelProps {
  name: string;
  config: Config;
  onClose: () => void;
}

/** Says what leads to a name, and deletes it with all of that; the default route keeps its first target. */
export function DeleteModel({ name, config, onClose }: DeleteModelProps) {
  const { common, settingsModels: texts, settingsProviders } = useTexts();
  const { change } = useConfigChange();
  const [isPicking, setIsPicking] = useState(false);
  const [first] = config.models[name]?.targets ?? [];
  const [next, setNext] = useState(first === undefined ? '' : nameOfTarget(first));
  const { uses, needsDefault } = removeModel(config, name);

  const remove = (): void => {
    onClose();
    change(
      (current) => {
        const { config: without, needsDefault: isNeeded } = removeModel(current, name);
        return { ...without, routes: { ...without.routes, ...(isNeeded && { default: next }) } };
      },
      { about: `model/${name}`, text: texts.deleted(name) },
    );
  };

  return (
    <>
      <ConfirmDialog
        title={texts.deleteNamed(name)}
        action={uses.length > 0 ? settingsProviders.deleteWithUses : settingsProviders.remove}
        onConfirm={remove}
        onClose={onClose}
      >
        <p>{uses.length > 0 ? texts.deleteUses : texts.deleteUnused}</p>
        <UseList uses={uses} />
        {needsDefault && (
          <div className="default-choice">
            <p>{settingsProviders.newDefault}</p>
            <p className="default-choice-model">
              <ModelName name={next} />
              <Button icon="swap" onClick={() => setIsPicking(true)}>
                {settingsProviders.chooseModel}
              </Button>
            </p>
          </div>
        )}
        <p className="quiet">{settingsProviders.deleteUndo}</p>
      </ConfirmDialog>
      {isPicking && (
        <TargetPicker
          title={common.picker.title(common.routes.default.name)}
          onPick={async (target) => setNext(target)}
          onClose={() => setIsPicking(false)}
        />
      )}
    </>
  );
}
