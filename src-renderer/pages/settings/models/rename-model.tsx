import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { removeModel, renameModel } from '../../../config-uses.ts';
import { plainProblem } from '../../../field-problems.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { isPattern } from '../../../model-entries.ts';
import { NameForm } from '../../../parts/name-form.tsx';

interface RenameModelProps {
  name: string;
  config: Config;
  onClose: () => void;
}

/** Another name for a name; what leads to it follows. */
export function RenameModel({ name, config, onClose }: RenameModelProps) {
  const { settingsModels: texts } = useTexts();
  const { commit, isPending } = useConfigChange();
  const [problem, setProblem] = useState<string>();
  const { uses } = removeModel(config, name);
  const rename = async (to: string): Promise<void> => {
    try {
      if (to !== name) {
        await commit((current) => renameModel(current, name, to), {
          about: `model/${name}`,
          text: texts.renamed(name, to),
        });
      }
      onClose();
    } catch (error) {
      setProblem(plainProblem(error));
    }
  };
  return (
    <NameForm
      title={texts.renameNamed(name)}
      action={texts.rename}
      start={name}
      hintOf={(typed) => (isPattern(typed) ? texts.isPattern(typed) : texts.isName)}
      isTaken={(typed) => Object.hasOwn(config.models, typed)}
      isBusy={isPending}
      problem={problem}
      onTake={(to) => void rename(to)}
      onClose={onClose}
    >
      {uses.length > 0 && <p className="quiet">{texts.follow(uses.length)}</p>}
    </NameForm>
  );
}
