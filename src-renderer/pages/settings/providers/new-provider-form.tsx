import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import type { ProviderTest } from '../../../../src-main/contract/providers.ts';
import type { PresetRow, ProviderDefaults } from '../../../../src-main/contract/presets.ts';
import { CoreError } from '../../../core-client.ts';
import { readFieldProblems } from '../../../field-problems.ts';
import { isFirstRun } from '../../../first-run.ts';
import { entryOfNew, firstChatModel } from '../../../new-provider.ts';
import type { TypedProvider } from '../../../new-provider.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useChange } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { DefaultChoice } from './default-choice.tsx';
import { NewProviderFields } from './new-provider-fields.tsx';
import { TestResult } from './test-result.tsx';

interface NewProviderFormProps {
  preset: PresetRow;
  defaults: ProviderDefaults;
  config: Config;
  start: TypedProvider;
}

/** Name, key, test: Enter tests, and once it answers adds. What is typed stays when something is refused. */
export function NewProviderForm({ preset, defaults, config, start }: NewProviderFormProps) {
  const { settingsProviders: texts } = useTexts();
  const [typed, setTyped] = useState(start);
  const [tested, setTested] = useState<{ test: ProviderTest; of: TypedProvider }>();
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [rest, setRest] = useState<string[]>([]);
  const [isDefault, setIsDefault] = useState(isFirstRun(config));
  const [chosen, setChosen] = useState<string>();
  const attempt = useChange('providers.try');
  const keep = useChange('keys.set');
  const forget = useChange('keys.remove');
  const { commit, isPending } = useConfigChange();

  const { entry, keyName } = entryOfNew(preset, typed, config);
  const test = tested?.of === typed ? tested.test : undefined;
  const guess = firstChatModel(test?.models ?? []);
  const model = chosen ?? (guess === undefined ? undefined : `${entry.id}/${guess}`);

  const isFilled = (): boolean => {
    const missing = missingOf(preset, typed, config, texts.missing);
    setProblems(missing);
    setRest([]);
    return missing.size === 0;
  };
  const refuse = (error: unknown): void => {
    const { fields, rest: others } = readFieldProblems(
      error instanceof Error ? error.message : String(error),
    );
    const isOfKey = error instanceof CoreError && error.code === 'keychain-unavailable';
    setProblems(isOfKey ? new Map([['key', others.join(' ')]]) : byField(fields));
    setRest(isOfKey ? [] : others);
  };
  const runTest = async (): Promise<void> => {
    try {
      const { keys: _keys, ...withoutKeys } = entry;
      const pasted = keyName === undefined ? { provider: entry } : { provider: withoutKeys, key: typed.key };
      setTested({ test: await attempt.mutateAsync(pasted), of: typed });
    } catch (error) {
      refuse(error);
    }
  };
  const add = async (): Promise<void> => {
    try {
      if (keyName !== undefined) await keep.mutateAsync({ name: keyName, value: typed.key });
      const target = test?.ok && isDefault ? model : undefined;
      await commit(
        (current) => ({
          ...current,
          providers: [...current.providers, { ...defaults, ...entry }],
          routes: { ...current.routes, ...(target !== undefined && { default: target }) },
        }),
        {
          about: `provider/${entry.id}`,
          text: target === undefined ? texts.added(entry.id) : texts.addedAsDefault(entry.id, target),
          onUndone: () => keyName !== undefined && forget.mutate({ name: keyName }),
        },
      );
      window.location.hash = '#providers';
    } catch (error) {
      // A key that no provider refers to would be found by nobody.
      if (keyName !== undefined) await forget.mutateAsync({ name: keyName }).catch(() => undefined);
      refuse(error);
    }
  };

  return (
    <form
      className="settings-body provider-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFilled()) void (test?.ok ? add() : runTest());
      }}
    >
      <NewProviderFields
        {...{ preset, typed, problems }}
        onType={(part) => setTyped((before) => ({ ...before, ...part }))}
      />
      <TestResult test={test} />
      {test?.ok && (
        <DefaultChoice
          isOn={isDefault}
          onSwitch={setIsDefault}
          provider={entry.id}
          models={test.models ?? []}
          model={model}
          onPick={setChosen}
        />
      )}
      <p className="failure" role="alert">
        {rest.join(' ')}
      </p>
      <div className="form-buttons">
        <Button type="submit" look="primary" aria-busy={attempt.isPending || isPending}>
          {test?.ok ? texts.addIt : texts.test}
        </Button>
        {!test?.ok && (
          <Button aria-busy={isPending} onClick={() => isFilled() && void add()}>
            {texts.addUntested}
          </Button>
        )}
        <span className="quiet" role="status">
          {attempt.isPending && texts.testing}
        </span>
      </div>
    </form>
  );
}

function missingOf(
  preset: PresetRow,
  { id, source, key, env, baseUrl, projectId }: TypedProvider,
  config: Config,
  words: Record<'id' | 'idForm' | 'idTaken' | 'key' | 'env' | 'baseUrl' | 'projectId', string>,
): Map<string, string> {
  const problems = new Map<string, string>();
  if (id.trim() === '') problems.set('id', words.id);
  else if (!/^[a-z0-9-]+$/.test(id.trim())) problems.set('id', words.idForm);
  else if (config.providers.some((provider) => provider.id === id.trim())) problems.set('id', words.idTaken);
  if (preset.key === 'needed' && source === 'paste' && key.trim() === '') problems.set('key', words.key);
  if (preset.key !== 'none' && source === 'env' && env.trim() === '') problems.set('env', words.env);
  if (preset.needs.includes('baseUrl') && baseUrl.trim() === '') problems.set('baseUrl', words.baseUrl);
  if (preset.needs.includes('projectId') && projectId.trim() === '')
    problems.set('projectId', words.projectId);
  return problems;
}

/** The core says where in the config it was; here there is one entry only. */
function byField(fields: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...fields].map(([path, message]) => [path.replace(/^providers\[\d+\]\.?/, '') || 'id', message]),
  );
}
