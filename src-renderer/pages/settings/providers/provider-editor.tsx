import { useEffect, useRef, useState } from 'react';
import type { Config, ProviderConfig } from '../../../../src-main/contract/config.ts';
import type { OperationOutput } from '../../../../src-main/contract/operations.ts';
import type { ProviderTest } from '../../../../src-main/contract/providers.ts';
import type { CoreView } from '../../../hooks/use-core.ts';
import { useChange } from '../../../hooks/use-operation.ts';
import { useRouteSwap } from '../../../hooks/use-route-swap.ts';
import { useModelOptions } from '../../../hooks/use-model-options.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { ModelPicker } from '../../../parts/model-picker.tsx';
import { Section } from '../../../parts/section.tsx';
import { providerTones, StateDot } from '../../../parts/state-dot.tsx';
import { nameOfWire } from '../../../wire-names.ts';
import { ConnectionFields } from './connection-fields.tsx';
import { DeleteProvider } from './delete-provider.tsx';
import { RenameProvider } from './rename-provider.tsx';
import { SaveBar } from './save-bar.tsx';
import { TestResult } from './test-result.tsx';
import { Topics } from './topics.tsx';
import { useProviderForm } from './use-provider-form.ts';

interface ProviderEditorProps {
  entry: ProviderConfig;
  config: Config;
  listed: OperationOutput<'presets.list'>;
  core: CoreView;
}

/** Everything of one provider; what is typed is in force once it is saved, a test tells before that. */
export function ProviderEditor({ entry, config, listed, core: { status } }: ProviderEditorProps) {
  const { id } = entry;
  const { common, settingsProviders: texts } = useTexts();
  const { form, isChanged, isSaving, rest, refusals, save, discard, typedEntry } = useProviderForm(
    entry,
    listed,
  );
  const [opened, setOpened] = useState<'delete' | 'rename' | 'default'>();
  const [test, setTest] = useState<ProviderTest>();
  const attempt = useChange('providers.try');
  const root = useRef<HTMLFormElement>(null);
  const state = status?.providers.find((one) => one.id === id);

  useEffect(() => {
    if (refusals > 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const runTest = (): void => {
    const [pasted] = Object.values(form.draft.pasted);
    setTest(undefined);
    attempt.mutate(
      { provider: typedEntry(), ...(pasted !== undefined && { key: pasted }) },
      { onSuccess: setTest },
    );
  };

  return (
    <form
      ref={root}
      className="provider-editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Section
        title={id}
        aside={
          state && (
            <span title={common.providerStates[state.state].meaning}>
              <StateDot tone={providerTones[state.state]} word={common.providerStates[state.state].word} />
            </span>
          )
        }
      >
        <div className="settings-body">
          <div className="provider-head">
            <p className="provider-head-about">
              {[form.preset?.name, form.wire && nameOfWire(form.wire, texts.builtIn)]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Button aria-busy={attempt.isPending} onClick={runTest}>
              {texts.test}
            </Button>
            <Button onClick={() => setOpened('default')}>{texts.useAsDefaultShort}</Button>
            <Button
              disabled={isChanged}
              title={isChanged ? texts.renameNeedsSave : undefined}
              onClick={() => setOpened('rename')}
            >
              {texts.rename}
            </Button>
            <Button look="bare" icon="trash" onClick={() => setOpened('delete')}>
              {texts.remove}
            </Button>
          </div>
          {state?.lastError && <p className="failure">{state.lastError}</p>}
          <TestResult test={test} />
          {attempt.error && (
            <p className="failure" role="alert">
              {attempt.error.message}
            </p>
          )}
          <ConnectionFields form={form} config={config} />
        </div>
      </Section>
      <Topics form={form} />
      <SaveBar
        isChanged={isChanged}
        isSaving={isSaving}
        rest={rest}
        hasRefused={refusals > 0}
        onDiscard={discard}
      />
      {opened === 'delete' && (
        <DeleteProvider
          id={id}
          config={config}
          defaults={listed.defaults}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened === 'rename' && <RenameProvider id={id} config={config} onClose={() => setOpened(undefined)} />}
      {opened === 'default' && status && (
        <DefaultPicker id={id} routes={status.routes} onClose={() => setOpened(undefined)} />
      )}
    </form>
  );
}

function DefaultPicker({
  id,
  routes,
  onClose,
}: {
  id: string;
  routes: NonNullable<CoreView['status']>['routes'];
  onClose: () => void;
}) {
  const { picker, routes: names } = useTexts().common;
  const options = useModelOptions()?.filter(({ provider }) => provider === id);
  const swap = useRouteSwap(routes);
  return (
    <ModelPicker
      title={picker.title(names.default.name)}
      options={options}
      current={routes.default}
      canUnset={false}
      problem={swap.error?.message}
      isBusy={swap.isPending}
      onPick={(use) => swap.mutate({ route: 'default', use }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
