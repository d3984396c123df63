import type { Config } from '../../../../src-main/contract/config.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { SelectField } from '../../../parts/field.tsx';
import { nameOfWire, wireNames } from '../../../wire-names.ts';
import { KeyList } from './key-list.tsx';
import { LineField } from './line-field.tsx';
import type { ProviderForm } from './provider-form.ts';
import { TextArea } from './text-area.tsx';

/** What most people come for: where it is, the keys, the models. */
export function ConnectionFields({ form, config }: { form: ProviderForm; config: Config }) {
  const { settingsProviders: texts } = useTexts();
  const { preset, wire, draft } = form;
  const isOnVertex = preset?.needs.includes('projectId') ?? false;
  const hasAddress = wire !== 'demo' && wire !== 'claude-cli';
  return (
    <>
      {(preset === undefined || draft.lines.wire !== '') && <WireField form={form} />}
      {hasAddress && <LineField form={form} place="baseUrl" placeholder={preset?.baseUrl ?? 'https://'} />}
      {isOnVertex && (
        <>
          <LineField form={form} place="projectId" />
          <LineField form={form} place="location" placeholder="global" />
          <LineField form={form} place="serviceAccountFile" />
        </>
      )}
      {wire === 'claude-cli' && <LineField form={form} place="command" placeholder="claude" />}
      {hasAddress && preset?.key !== 'none' && <KeyList form={form} config={config} />}
      <TextArea
        label={texts.models.label}
        hint={texts.models.hint}
        rows={Math.min(8, Math.max(3, draft.models.split('\n').length))}
        value={draft.models}
        problem={form.problemsIn('models')[0]}
        onChange={(event) => form.type({ models: event.target.value })}
      />
      {wire === 'ollama' && <LineField form={form} place="contextTokens" />}
    </>
  );
}

/** Only where no preset says it, or where the entry says otherwise. */
function WireField({ form }: { form: ProviderForm }) {
  const { settingsProviders: texts } = useTexts();
  const { preset, draft, type } = form;
  return (
    <SelectField
      label={texts.fields.wire.label}
      value={draft.lines.wire}
      problem={form.problemAt('wire')}
      onChange={(event) => type({ lines: { ...draft.lines, wire: event.target.value } })}
    >
      <option value="">{preset ? nameOfWire(preset.wire, texts.builtIn) : texts.noWire}</option>
      {Object.entries(wireNames)
        .filter(([wire]) => wire !== preset?.wire)
        .map(([wire, name]) => (
          <option key={wire} value={wire}>
            {name}
          </option>
        ))}
    </SelectField>
  );
}
