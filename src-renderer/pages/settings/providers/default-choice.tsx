import { useState } from 'react';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Switch } from '../../../parts/field.tsx';
import { ModelPicker } from '../../../parts/model-picker.tsx';
import { ModelName } from '../../../parts/values.tsx';

interface DefaultChoiceProps {
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  provider: string;
  /** Its own names of its models. */
  models: readonly string[];
  /** The target that the default route would lead to. */
  model: string | undefined;
  onPick: (model: string) => void;
}

/** Whether everything without a route of its own goes to the new provider, and to which of its models. */
export function DefaultChoice({ isOn, onSwitch, provider, models, model, onPick }: DefaultChoiceProps) {
  const { common, settingsProviders: texts } = useTexts();
  const [isPicking, setIsPicking] = useState(false);
  const now = useOperation('status.get', {}).data?.routes.default;
  return (
    <div className="default-choice">
      <Switch
        label={texts.useAsDefault}
        hint={now && texts.defaultNow(now)}
        checked={isOn}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      {isOn && (
        <p className="default-choice-model">
          {model === undefined ? (
            <span className="quiet">{texts.noModelYet}</span>
          ) : (
            <ModelName name={model} />
          )}
          <Button icon="swap" onClick={() => setIsPicking(true)}>
            {texts.chooseModel}
          </Button>
        </p>
      )}
      {isPicking && (
        <ModelPicker
          title={common.picker.title(common.routes.default.name)}
          options={models.map((name) => ({ name: `${provider}/${name}`, provider }))}
          current={model ?? null}
          canUnset={false}
          problem={undefined}
          isBusy={false}
          onPick={(name) => {
            if (name !== null) onPick(name);
            setIsPicking(false);
          }}
          onClose={() => setIsPicking(false)}
        />
      )}
    </div>
  );
}
