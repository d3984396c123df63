import type { Config } from '../../../../src-main/contract/config.ts';
import { removeProvider, renameProvider } from '../../../config-uses.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { RenameForm } from '../rename-form.tsx';
import { addressOf } from './place.ts';

interface RenameProviderProps {
  id: string;
  config: Config;
  onClose: () => void;
}

/** Another name for a provider; what refers to it follows, what is past stays. */
export function RenameProvider({ id, config, onClose }: RenameProviderProps) {
  const { settingsProviders: texts } = useTexts();
  const { uses } = removeProvider(config, id);
  return (
    <RenameForm
      title={texts.renameTitle(id)}
      action={texts.rename}
      name={id}
      hintOf={() => texts.isId}
      isTaken={(name) => config.providers.some((provider) => provider.id === name)}
      edit={(current, to) => renameProvider(current, id, to)}
      told={(to) => ({ about: `provider/${to}`, text: texts.renamed(id, to) })}
      onRenamed={(to) => {
        window.location.hash = addressOf(to);
      }}
      onUndone={(to) => {
        if (window.location.hash === addressOf(to)) window.location.hash = addressOf(id);
      }}
      onClose={onClose}
    >
      {uses.length > 0 && <p className="quiet">{texts.renameFollow(uses.length)}</p>}
      <p className="quiet">{texts.renameHistory}</p>
    </RenameForm>
  );
}
