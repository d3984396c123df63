import { useState } from 'react';
import type { ModelEntry } from '../../../../src-main/contract/config.ts';
import { nameOfTarget } from '../../../config-uses.ts';
import type { ConfigChange } from '../../../hooks/use-config-change.ts';
import { useModelOptions } from '../../../hooks/use-model-options.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { shareOf, weightOf, withEntry, withWeight } from '../../../model-entries.ts';
import { ModelOptionFacts } from '../../../parts/model-option-facts.tsx';
import { withMoved } from '../../../moved.ts';
import { OrderedList } from '../../../parts/ordered-list.tsx';
import { ModelName } from '../../../parts/values.tsx';

interface TargetListProps {
  name: string;
  entry: ModelEntry;
  onChange: ConfigChange['change'];
}

/** The targets of a name, in order; the last one cannot go, since a name leads somewhere. */
export function TargetList({ name, entry, onChange }: TargetListProps) {
  const { settingsModels: texts } = useTexts();
  const options = useModelOptions();
  const about = `model/${name}`;
  const { targets, strategy } = entry;
  const change = (next: (before: ModelEntry['targets']) => ModelEntry['targets'], text: string): void =>
    onChange(
      (current) => withEntry(current, name, (before) => ({ ...before, targets: next(before.targets) })),
      { about, text },
    );
  return (
    <OrderedList
      label={texts.targetsOf(name)}
      items={targets}
      keyOf={nameOfTarget}
      nameOf={nameOfTarget}
      onMove={(from, to) => change((before) => withMoved(before, from, to), texts.reordered(name))}
      onRemove={
        targets.length === 1
          ? undefined
          : (index) =>
              change(
                (before) => before.filter((_target, other) => other !== index),
                texts.targetRemoved(name, nameOfTarget(targets[index] ?? '')),
              )
      }
    >
      {(target, index) => {
        const option = options?.find((one) => one.name === nameOfTarget(target));
        return (
          <div className="target">
            <span className="target-names">
              <ModelName name={nameOfTarget(target)} />
              {option && <ModelOptionFacts option={option} />}
            </span>
            {strategy === 'weighted' && (
              <Weight
                key={weightOf(target)}
                label={texts.weightOf(nameOfTarget(target))}
                weight={weightOf(target)}
                share={shareOf(entry, index)}
                onChange={(weight) =>
                  change(
                    (before) => before.map((one, other) => (other === index ? withWeight(one, weight) : one)),
                    texts.weightIs(nameOfTarget(target), weight),
                  )
                }
              />
            )}
          </div>
        );
      }}
    </OrderedList>
  );
}

interface WeightProps {
  label: string;
  weight: number;
  share: number;
  onChange: (weight: number) => void;
}

function Weight({ label, weight, share, onChange }: WeightProps) {
  const format = useFormat();
  const [typed, setTyped] = useState(String(weight));
  const value = Number(typed);
  const isSound = typed.trim() !== '' && Number.isFinite(value) && value > 0;
  const take = (): void => {
    if (isSound && value !== weight) onChange(value);
  };
  return (
    <span className="target-weight">
      <input
        className="control"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={!isSound}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <span className="quiet">{format.percent(share)}</span>
    </span>
  );
}
