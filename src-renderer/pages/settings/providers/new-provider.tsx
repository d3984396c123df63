import type { Config } from '../../../../src-main/contract/config.ts';
import type { PresetRow, ProviderDefaults } from '../../../../src-main/contract/presets.ts';
import { freeId } from '../../../new-provider.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Answer, EmptyState } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';
import { BackLink } from './back-link.tsx';
import { NewProviderForm } from './new-provider-form.tsx';
import { PresetChoice } from './preset-choice.tsx';

/** A provider is added: first its preset is chosen, then what only the person knows is asked. */
export function NewProvider({ presetId }: { presetId: string | undefined }) {
  const { settingsProviders: texts } = useTexts();
  const listed = useOperation('presets.list', {});
  const config = useOperation('config.get', {});
  const found = useOperation('providers.discover', {});
  if (presetId === undefined) {
    return (
      <>
        <BackLink href="#providers" />
        <PresetChoice title={texts.add} />
      </>
    );
  }
  return (
    <>
      <BackLink href="#providers/new" />
      <Answer query={listed} lines={6}>
        {({ presets, defaults }) => {
          const preset = presets.find(({ id }) => id === presetId);
          if (!preset) return <UnknownPreset id={presetId} />;
          return (
            <Section title={texts.addNamed(preset.name)} aside={<PresetPages preset={preset} />}>
              <Answer query={config} lines={6}>
                {(current) =>
                  // The form begins with what was found, so it waits until that is known.
                  found.isPending ? (
                    <Answer query={found} lines={6}>
                      {() => null}
                    </Answer>
                  ) : (
                    <Form {...{ preset, defaults, current }} env={envOf(preset, found.data?.found)} />
                  )
                }
              </Answer>
            </Section>
          );
        }}
      </Answer>
    </>
  );
}

interface FormProps {
  preset: PresetRow;
  defaults: ProviderDefaults;
  current: Config;
  env: string | undefined;
}

function Form({ preset, defaults, current, env }: FormProps) {
  return (
    <NewProviderForm
      preset={preset}
      defaults={defaults}
      config={current}
      start={{
        id: freeId(preset.id, current),
        source: env === undefined ? 'paste' : 'env',
        key: '',
        env: env ?? '',
        baseUrl: preset.isLocal ? (preset.baseUrl ?? '') : '',
        projectId: '',
        location: '',
      }}
    />
  );
}

function PresetPages({ preset: { site } }: { preset: PresetRow }) {
  const { settingsProviders: texts } = useTexts();
  if (site === null) return null;
  return (
    <ButtonLink href={site} target="_blank" rel="noreferrer" look="bare" icon="external">
      {texts.site}
    </ButtonLink>
  );
}

function UnknownPreset({ id }: { id: string }) {
  const { settingsProviders: texts } = useTexts();
  return (
    <Section title={texts.add}>
      <EmptyState title={texts.unknownPreset(id)}>
        <ButtonLink href="#providers/new">{texts.choosePreset}</ButtonLink>
      </EmptyState>
    </Section>
  );
}

function envOf(
  preset: PresetRow,
  found: readonly { kind: string; preset: string; env?: string }[] = [],
): string | undefined {
  return found.find((one) => one.kind === 'key' && one.preset === preset.id)?.env;
}
