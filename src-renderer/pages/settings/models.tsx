import { useState } from 'react';
import type { Config } from '../../../src-main/contract/config.ts';
import { useModelOptions } from '../../hooks/use-model-options.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
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
  const groups = [
    { title: texts.names, entries: entries.filter(([name]) => !name.includes('*')), empty: texts.noNames },
    {
      title: texts.patterns,
      entries: entries.filter(([name]) => name.includes('*')),
      empty: texts.noPatterns,
    },
  ];
  return groups.map((group) => (
    <Section key={group.title} title={group.title}>
      {group.entries.length === 0 ? (
        <EmptyState title={group.empty.title}>
          <p>{group.empty.text}</p>
        </EmptyState>
      ) : (
        <ul>
          {group.entries.map(([name, entry]) => (
            <li key={name}>
              <ModelCard name={name} entry={entry} config={config} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  ));
}
