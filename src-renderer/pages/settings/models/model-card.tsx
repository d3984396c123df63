import { useState } from 'react';
import type { Config, ModelEntry } from '../../../../src-main/contract/config.ts';
import { nameOfTarget, removeModel } from '../../../config-uses.ts';
import { useConfigChange } from '../../../hooks/use-config-change.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { withEntry } from '../../../model-entries.ts';
import { Button } from '../../../parts/button.tsx';
import { DeleteModel } from './delete-model.tsx';
import { RenameModel } from './rename-model.tsx';
import { TargetList } from './target-list.tsx';
import { TargetPicker } from './target-picker.tsx';

const strategies = ['priority', 'round-robin', 'weighted'] as const;

interface ModelCardProps {
  name: string;
  entry: ModelEntry;
  config: Config;
}

/** One name or pattern: where it leads, in which order, and how targets share the work. */
export function ModelCard({ name, entry, config }: ModelCardProps) {
  const { settingsModels: texts } = useTexts();
  const { change, commit } = useConfigChange();
  const [opened, setOpened] = useState<'target' | 'rename' | 'delete'>();
  const about = `model/${name}`;
  const close = () => setOpened(undefined);
  const { uses } = removeModel(config, name);

  return (
    <article className="model-card" aria-label={name}>
      <header className="model-card-header">
        <h3>
          <code>{name}</code>
        </h3>
        <span className="quiet">{uses.length > 0 && texts.usedBy(uses.length)}</span>
        <span className="model-card-controls">
          <label className="model-strategy">
            <span className="unseen">{texts.strategyOf(name)}</span>
            <select
              className="control"
              title={texts.strategies[entry.strategy].about}
              value={entry.strategy}
              onChange={(event) => {
                const strategy = strategies.find((one) => one === event.target.value) ?? entry.strategy;
                change((current) => withEntry(current, name, (before) => ({ ...before, strategy })), {
                  about,
                  text: texts.strategyIs(name, texts.strategies[strategy].name),
                });
              }}
            >
              {strategies.map((strategy) => (
                <option key={strategy} value={strategy}>
                  {texts.strategies[strategy].name}
                </option>
              ))}
            </select>
          </label>
          <Button look="bare" aria-label={texts.renameNamed(name)} onClick={() => setOpened('rename')}>
            {texts.rename}
          </Button>
          <Button
            look="bare"
            icon="trash"
            aria-label={texts.deleteNamed(name)}
            title={texts.deleteNamed(name)}
            onClick={() => setOpened('delete')}
          />
        </span>
      </header>
      <TargetList name={name} entry={entry} onChange={change} />
      <footer className="model-card-footer">
        <Button
          look="bare"
          icon="plus"
          aria-label={texts.addTargetTo(name)}
          onClick={() => setOpened('target')}
        >
          {texts.addTarget}
        </Button>
        <span className="field-notes">{texts.strategies[entry.strategy].about}</span>
      </footer>
      {opened === 'target' && (
        <TargetPicker
          title={texts.addTargetTo(name)}
          taken={entry.targets.map(nameOfTarget)}
          onPick={(target) =>
            commit(
              (current) =>
                withEntry(current, name, (before) => ({ ...before, targets: [...before.targets, target] })),
              { about, text: texts.targetAdded(name, target) },
            )
          }
          onClose={close}
        />
      )}
      {opened === 'rename' && <RenameModel name={name} config={config} onClose={close} />}
      {opened === 'delete' && <DeleteModel name={name} config={config} onClose={close} />}
    </article>
  );
}
