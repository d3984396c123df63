import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { removeProvider, renameProvider } from '../../../config-uses.ts';
import { plainProblem } from '../../../field-problems.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { NameForm } from '../../../parts/name-form.tsx';
import { addressOf } from './place.ts';

interface RenameProviderProps {
  id: string;
  config: Config;
  onClose: () => void;
}

/** Another name for a provider; what refers to it follows, what is past stays. */
export function RenameProvider({ id, config, onClose }: RenameProviderProps) {
  const { settingsProviders: texts } = useTexts();
  const { commit, isPending } = useConfigChange();
  const [problem, setProblem] = useState<string>();
  const { uses } = removeProvider(config, id);
  const rename = async (to: string): Promise<void> => {
    try {
      if (to !== id) {
        await commit((current) => renameProvider(current, id, to), {
          about: `provider/${to}`,
          text: texts.renamed(id, to),
          onUndone: () => {
            if (window.location.hash === addressOf(to)) window.location.hash = addressOf(id);
          },
        });
        window.location.hash = addressOf(to);
      }
      onClose();
    } catch (error) {
      setProblem(plainProblem(error));
    }
  };
  return (
    <NameForm
      title={texts.renameTitle(id)}
      action={texts.rename}
      start={id}
      hintOf={() => texts.isId}
      isTaken={(name) => config.providers.some((provider) => provider.id === name)}
      isBusy={isPending}
      problem={problem}
      onTake={(to) => void rename(to)}
      onClose={onClose}
    >
      {uses.length > 0 && <p className="quiet">{texts.renameFollow(uses.length)}</p>}
      <p className="quiet">{texts.renameHistory}</p>
    </NameForm>
  );
}
