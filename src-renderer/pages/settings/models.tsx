import { useState } from 'react';
import type { Config, ModelEntry } from '../../../src-main/contract/config.ts';
import { useConfigChange } from '../../hooks/use-config-change.ts';
import { useModelOptions } from '../../hooks/use-model-options.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { isPattern, withPatternMoved } from '../../model-entries.ts';
import { Button } from '../../parts/button.tsx';
import { OrderedList } from '../../parts/ordered-list.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { AddModel } from './models/add-model.tsx';
import { ModelCard } from './models/model-card.tsx';
import './models/models.css';

/** Names of the person's own and patterns, and where each leads; every change is in force at once. */
export function ModelsSection() {
  const { settingsModels: texts } = useTexts();
  const config = useOperation('config.get', {});
  const [isAdding, setIsAdding] = useState(false);
  // Asked for before anybody chooses, so that the choice is there at once.
  useModelOptions();
  return (
    <>
      <header className="models-header">
        <p className="quiet">{texts.about}</p>
        <Button look="primary" icon="plus" onClick={() => setIsAdding(true)}>
          {texts.add}
        </Button>
      </header>
      <Answer query={config} lines={6}>
        {(current) => <ModelCards config={current} />}
      </Answer>
      {isAdding && config.data && <AddModel config={config.data} onClose={() => setIsAdding(false)} />}
    </>
  );
}

function ModelCards({ config }: { config: Config }) {
  const { settingsModels: texts } = useTexts();
  const entries = Object.entries(config.models);
  const names = entries.filter(([name]) => !isPattern(name));
  const patterns = entries.filter(([name]) => isPattern(name));
  return (
    <>
      <Section title={texts.names}>
        {names.length === 0 ? (
          <EmptyState title={texts.noNames.title}>
            <p>{texts.noNames.text}</p>
          </EmptyState>
        ) : (
          <ul>
            {names.map(([name, entry]) => (
              <li key={name}>
                <ModelCard name={name} entry={entry} config={config} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={texts.patterns}>
        {patterns.length === 0 ? (
          <EmptyState title={texts.noPatterns.title}>
            <p>{texts.noPatterns.text}</p>
          </EmptyState>
        ) : (
          <Patterns patterns={patterns} config={config} />
        )}
      </Section>
    </>
  );
}

/** The patterns in the order in which they are asked. */
function Patterns({ patterns, config }: { patterns: readonly [string, ModelEntry][]; config: Config }) {
  const { settingsModels: texts } = useTexts();
  const { change } = useConfigChange();
  const move = (from: number, to: number): void => {
    const [name = ''] = patterns[from] ?? [];
    const told = { about: `model/${name}`, text: texts.patternMoved(name) };
    change((current) => withPatternMoved(current, name, to), told);
  };
  return (
    <div className="patterns">
      {patterns.length > 1 && <p className="patterns-note quiet">{texts.patternOrder}</p>}
      <OrderedList
        label={texts.patterns}
        items={patterns}
        keyOf={([name]) => name}
        nameOf={([name]) => name}
        onMove={move}
      >
        {([name, entry]) => <ModelCard name={name} entry={entry} config={config} />}
      </OrderedList>
    </div>
  );
}
