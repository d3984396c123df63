import type { Config } from '../../../../src-main/contract/config.ts';
import { removeModel, renameModel } from '../../../config-uses.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { isPattern } from '../../../model-entries.ts';
import { RenameForm } from '../rename-form.tsx';

interface RenameModelProps {
  name: string;
  config: Config;
  onClose: () => void;
}

/** Another name for a name; what leads to it follows. */
export function RenameModel({ name, config, onClose }: RenameModelProps) {
  const { settingsModels: texts } = useTexts();
  const { uses } = removeModel(config, name);
  return (
    <RenameForm
      title={texts.renameNamed(name)}
      action={texts.rename}
      name={name}
      hintOf={(typed) => (isPattern(typed) ? texts.isPattern(typed) : texts.isName)}
      isTaken={(typed) => Object.hasOwn(config.models, typed)}
      edit={(current, to) => renameModel(current, name, to)}
      told={(to) => ({ about: `model/${name}`, text: texts.renamed(name, to) })}
      onClose={onClose}
    >
      {uses.length > 0 && <p className="quiet">{texts.follow(uses.length)}</p>}
    </RenameForm>
  );
}
