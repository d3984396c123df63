import type { PresetRow } from '../../../../src-main/contract/presets.ts';
import type { TypedProvider } from '../../../new-provider.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';

interface NewProviderFieldsProps {
  preset: PresetRow;
  typed: TypedProvider;
  problems: ReadonlyMap<string, string>;
  onType: (part: Partial<TypedProvider>) => void;
}

/** What only the person knows of a provider: most often a key and nothing else. */
export function NewProviderFields({ preset, typed, problems, onType }: NewProviderFieldsProps) {
  const { settingsProviders: texts } = useTexts();
  const isAddressAsked = preset.needs.includes('baseUrl');
  const hasAddress = isAddressAsked || (preset.isLocal && preset.baseUrl !== '');
  const line = (name: 'baseUrl' | 'projectId' | 'location') => ({
    value: typed[name],
    problem: problems.get(name),
    onChange: (event: { target: { value: string } }) => onType({ [name]: event.target.value }),
  });
  return (
    <>
      <TextField
        label={texts.fields.id.label}
        hint={texts.idHint(typed.id.trim() || preset.id)}
        value={typed.id}
        problem={problems.get('id')}
        onChange={(event) => onType({ id: event.target.value })}
      />
      {hasAddress && (
        <TextField
          label={texts.fields.baseUrl.label}
          hint={texts.baseUrlHint}
          placeholder={preset.baseUrl ?? 'https://'}
          inputMode="url"
          autoFocus={isAddressAsked}
          {...line('baseUrl')}
        />
      )}
      {preset.needs.includes('projectId') && (
        <>
          <TextField label={texts.fields.projectId.label} autoFocus {...line('projectId')} />
          <TextField
            label={texts.fields.location.label}
            hint={texts.fields.location.hint}
            placeholder="global"
            {...line('location')}
          />
          <p className="quiet">{texts.googleCredentials}</p>
        </>
      )}
      {preset.wire === 'claude-cli' && <p className="quiet">{texts.claudeCli}</p>}
      {preset.key !== 'none' && <KeyFields {...{ preset, typed, problems, onType }} />}
    </>
  );
}

function KeyFields({ preset, typed, problems, onType }: NewProviderFieldsProps) {
  const { settingsProviders: texts } = useTexts();
  return (
    <div className="key-fields">
      {typed.source === 'paste' ? (
        <TextField
          type="password"
          autoFocus={!preset.needs.includes('baseUrl')}
          autoComplete="new-password"
          label={preset.key === 'optional' ? texts.keyOptional : texts.key}
          hint={
            <>
              {texts.keyHint}{' '}
              {preset.keyPage !== null && (
                <a href={preset.keyPage} target="_blank" rel="noreferrer">
                  {texts.getKey(new URL(preset.keyPage).host)}
                </a>
              )}
            </>
          }
          value={typed.key}
          problem={problems.get('key') ?? problems.get('value')}
          onChange={(event) => onType({ key: event.target.value })}
        />
      ) : (
        <TextField
          label={texts.env}
          hint={texts.envHint}
          placeholder={preset.envKey ?? 'NAME_OF_THE_VARIABLE'}
          value={typed.env}
          problem={problems.get('env')}
          onChange={(event) => onType({ env: event.target.value })}
        />
      )}
      <Button look="bare" onClick={() => onType({ source: typed.source === 'paste' ? 'env' : 'paste' })}>
        {typed.source === 'paste' ? texts.useVariable : texts.usePasted}
      </Button>
    </div>
  );
}
