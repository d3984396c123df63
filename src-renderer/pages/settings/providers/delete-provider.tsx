import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import type { ProviderDefaults } from '../../../../src-main/contract/presets.ts';
import { removeProvider } from '../../../config-uses.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useDraft } from '../../../hooks/use-draft.ts';
import { useModelOptions } from '../../../hooks/use-model-options.ts';
import { useChange } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/dialog.tsx';
import { ModelPicker } from '../../../parts/model-picker.tsx';
import { useToast } from '../../../parts/toast.tsx';
import { ModelName } from '../../../parts/values.tsx';
import { UseList } from '../use-list.tsx';

interface DeleteProviderProps {
  id: string;
  config: Config;
  defaults: ProviderDefaults;
  onClose: () => void;
}

/** Says what would lose its target with a provider, and deletes it with all of that; it can be taken back. */
export function DeleteProvider({ id, config, defaults, onClose }: DeleteProviderProps) {
  const { common, settingsProviders: texts } = useTexts();
  const [isPicking, setIsPicking] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const { change } = useConfigChange();
  const { discard } = useDraft(`provider/${id}`, {});
  const offerKeys = useKeyOffer();
  const { uses, needsDefault, config: without } = removeProvider(config, id);
  const isLast = without.providers.length === 0;
  const options = useModelOptions()?.filter(
    ({ name, provider }) => provider !== id && (provider !== null || Object.hasOwn(without.models, name)),
  );
  const next = chosen ?? (isLast ? demoTarget : options?.[0]?.name);

  const remove = (): void => {
    const keys = keysOnlyOf(id, config);
    discard();
    onClose();
    window.location.hash = '#providers';
    change((current) => withoutProvider(current, id, defaults, next), {
      about: `provider/${id}`,
      text: texts.deleted(id),
      onOver: () => offerKeys(keys),
    });
  };

  return (
    <>
      <ConfirmDialog
        title={texts.deleteTitle(id)}
        action={uses.length > 0 ? texts.deleteWithUses : texts.remove}
        onConfirm={remove}
        onClose={onClose}
      >
        {uses.length === 0 ? (
          <p>{texts.deleteUnused}</p>
        ) : (
          <>
            <p>{texts.deleteUses}</p>
            <UseList uses={uses} />
          </>
        )}
        {needsDefault && (
          <div className="default-choice">
            <p>{isLast ? texts.demoTakesOver : texts.newDefault}</p>
            {!isLast && (
              <p className="default-choice-model">
                {next === undefined ? (
                  <span className="quiet">{texts.noModelYet}</span>
                ) : (
                  <ModelName name={next} />
                )}
                <Button icon="swap" onClick={() => setIsPicking(true)}>
                  {texts.chooseModel}
                </Button>
              </p>
            )}
          </div>
        )}
        <p className="quiet">{texts.deleteUndo}</p>
      </ConfirmDialog>
      {isPicking && (
        <ModelPicker
          title={common.picker.title(common.routes.default.name)}
          options={options}
          current={next ?? null}
          canUnset={false}
          problem={undefined}
          isBusy={false}
          onPick={(name) => {
            if (name !== null) setChosen(name);
            setIsPicking(false);
          }}
          onClose={() => setIsPicking(false)}
        />
      )}
    </>
  );
}

const demoTarget = 'demo/demo';

/** A config has at least one provider: after the last one it is the demo again, as at the very first start. */
function withoutProvider(
  config: Config,
  id: string,
  defaults: ProviderDefaults,
  nextDefault: string | undefined,
): Config {
  const { config: without, needsDefault } = removeProvider(config, id);
  return {
    ...without,
    providers:
      without.providers.length > 0 ? without.providers : [{ ...defaults, id: 'demo', preset: 'demo' }],
    routes: {
      ...without.routes,
      ...(needsDefault && nextDefault !== undefined && { default: nextDefault }),
    },
  };
}

/** The names in the keychain that nothing else refers to. */
function keysOnlyOf(id: string, { providers, clients }: Config): string[] {
  const others = new Set([
    ...providers.filter((provider) => provider.id !== id).flatMap(({ keys = [] }) => keys),
    ...clients.map(({ token }) => token),
  ]);
  const own = providers.find((provider) => provider.id === id)?.keys ?? [];
  return own
    .filter((key) => key.startsWith('keychain:') && !others.has(key))
    .map((key) => key.slice('keychain:'.length));
}

/** Offers to forget keys that nothing refers to any more. */
function useKeyOffer(): (names: readonly string[]) => void {
  const { settingsProviders: texts } = useTexts();
  const tell = useToast();
  const forget = useChange('keys.remove');
  return (names) => {
    for (const name of names) {
      tell({
        about: `key/${name}`,
        text: texts.keyStays(name),
        action: {
          word: texts.removeKey,
          run: () =>
            void forget
              .mutateAsync({ name })
              .then(() => tell({ about: `key/${name}`, text: texts.keyRemoved(name) })),
        },
      });
    }
  };
}
