import type { AnthropicFeature } from '../../../../src-main/contract/config.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { SelectField } from '../../../parts/field.tsx';
import type { ProviderForm } from './provider-form.ts';

/** What of Anthropic's protocol the endpoint takes; what it does not take is left out or written otherwise. */
export function TakesFields({ form }: { form: ProviderForm }) {
  const { takes: texts } = useTexts().settingsProviders;
  const { takes } = form.draft;
  const change = (feature: AnthropicFeature, value: string): void => {
    const { [feature]: _before, ...others } = takes;
    form.type({ takes: value === '' ? others : { ...others, [feature]: value === 'yes' } });
  };
  return (
    <>
      <p className="field-notes">{texts.hint}</p>
      <div className="field-grid">
        {features(texts.features).map((feature) => (
          <SelectField
            key={feature}
            label={texts.features[feature]}
            value={takes[feature] === undefined ? '' : takes[feature] ? 'yes' : 'no'}
            problem={form.problemAt(`takes.${feature}`)}
            onChange={(event) => change(feature, event.target.value)}
          >
            <option value="">{texts.byPreset(form.preset?.takes[feature] ?? true)}</option>
            <option value="yes">{texts.yes}</option>
            <option value="no">{texts.no}</option>
          </SelectField>
        ))}
      </div>
    </>
  );
}

function features(names: Record<AnthropicFeature, string>): AnthropicFeature[] {
  return Object.keys(names).filter((name): name is AnthropicFeature => name in names);
}
