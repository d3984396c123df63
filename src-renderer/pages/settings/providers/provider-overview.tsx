import type { Config } from '../../../../src-main/contract/config.ts';
import type { Status } from '../../../../src-main/contract/operations.ts';
import type { ProviderBalance } from '../../../../src-main/contract/providers.ts';
import type { PresetRow } from '../../../../src-main/contract/presets.ts';
import { isFirstRun } from '../../../first-run.ts';
import type { CoreView } from '../../../hooks/use-core.ts';
import { useHasDraft } from '../../../hooks/use-draft.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Answer } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';
import { providerTones, StateDot } from '../../../parts/state-dot.tsx';
import { nameOfWire } from '../../../wire-names.ts';
import { addressOf } from './place.ts';
import { PresetChoice } from './preset-choice.tsx';

/** Every provider and how it fares; while only the demo answers, the way to a first one comes first. */
export function ProviderOverview({ core: { status } }: { core: CoreView }) {
  const { settings, settingsProviders: texts } = useTexts();
  const config = useOperation('config.get', {});
  const presets = useOperation('presets.list', {}).data?.presets;
  const balances = useOperation('providers.balance', {}).data?.providers;
  return (
    <>
      {config.data && isFirstRun(config.data) && <PresetChoice title={texts.first} isFirst />}
      <Section
        title={settings.sections.providers}
        aside={
          <ButtonLink href="#providers/new" look="primary" icon="plus">
            {texts.add}
          </ButtonLink>
        }
      >
        <Answer query={config} lines={4}>
          {({ providers }) => (
            <ul>
              {providers.map((provider) => (
                <ProviderRow
                  key={provider.id}
                  provider={provider}
                  preset={presets?.find(({ id }) => id === provider.preset)}
                  state={status?.providers.find(({ id }) => id === provider.id)}
                  balance={balances?.find(({ id }) => id === provider.id)}
                />
              ))}
            </ul>
          )}
        </Answer>
      </Section>
    </>
  );
}

interface ProviderRowProps {
  provider: Config['providers'][number];
  preset: PresetRow | undefined;
  state: Status['providers'][number] | undefined;
  balance: ProviderBalance | undefined;
}

function ProviderRow({ provider, preset, state, balance }: ProviderRowProps) {
  const { common, settingsProviders: texts } = useTexts();
  const format = useFormat();
  const hasDraft = useHasDraft(`provider/${provider.id}`);
  const { id, keys = [], wire = preset?.wire, baseUrl = preset?.baseUrl } = provider;
  const [told] = balance?.balances ?? [];
  const isBuiltIn = wire === 'demo';
  const facts = [
    preset && preset.name.toLowerCase() !== id ? preset.name : undefined,
    wire && nameOfWire(wire, texts.builtIn),
    isBuiltIn ? undefined : baseUrl,
    keys.length > 0 || preset?.key === 'needed' ? texts.keyCount(keys.length) : undefined,
  ].filter((fact) => fact !== undefined && fact !== null && fact !== '');
  return (
    <li className="provider-row">
      <div className="provider-row-names">
        <a className="provider-row-link" href={addressOf(id)}>
          {id}
        </a>
        {hasDraft && <span className="provider-row-draft">{texts.unsaved}</span>}
        <p className="provider-row-facts">{facts.join(' · ')}</p>
        {state?.lastError && <p className="provider-row-error failure">{state.lastError}</p>}
      </div>
      {told && (
        <span className="provider-row-balance" title={texts.balances[told.kind]}>
          {format.amount(told.amount, told.currency)}
        </span>
      )}
      {state && (
        <span className="provider-row-state" title={common.providerStates[state.state].meaning}>
          <StateDot tone={providerTones[state.state]} word={common.providerStates[state.state].word} />
        </span>
      )}
      <Icon name="chevron" />
    </li>
  );
}
