import type { Rule } from '../../../../src-main/contract/config.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { IconButton } from '../../../parts/button.tsx';
import { ModelName } from '../../../parts/values.tsx';
import { textConditions } from './rule-draft.ts';

interface RuleLineProps {
  rule: Rule;
  index: number;
  count: number;
  onMove: (step: -1 | 1) => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** A rule in words, with what can be done to it. */
export function RuleLine({ rule, index, count, onMove, onEdit, onDelete }: RuleLineProps) {
  const { rules } = useTexts().admin.routing;
  const { name, when, use } = rule;
  const isFirst = index === 0;
  const isLast = index === count - 1;
  return (
    <div className="rule">
      <span className="rule-place">{index + 1}</span>
      <div className="rule-what">
        <p className="rule-name">{name}</p>
        <Conditions when={when} />
        <p className="rule-use">
          <span className="quiet">{rules.uses}</span> <ModelName name={use} />
        </p>
      </div>
      <div className="rule-controls">
        {/* Not disabled at the ends: a control that vanishes from under the keyboard loses the way. */}
        <IconButton
          icon="up"
          label={rules.up(name)}
          aria-disabled={isFirst}
          onClick={() => !isFirst && onMove(-1)}
        />
        <IconButton
          icon="down"
          label={rules.down(name)}
          aria-disabled={isLast}
          onClick={() => !isLast && onMove(1)}
        />
        <IconButton icon="edit" label={rules.edit(name)} onClick={onEdit} />
        <IconButton icon="bin" label={rules.delete(name)} onClick={onDelete} />
      </div>
    </div>
  );
}

function Conditions({ when }: Pick<Rule, 'when'>) {
  const { rules } = useTexts().admin.routing;
  const { header = {}, minTokens } = when;
  const told = [
    ...textConditions.map((name) => ({ name: rules.conditions[name], value: when[name] })),
    ...Object.entries(header).map(([name, value]) => ({ name, value })),
    { name: rules.conditions.minTokens, value: minTokens },
  ].filter(({ value }) => value !== undefined);
  if (told.length === 0) return <p className="quiet">{rules.everything}</p>;
  return (
    <ul className="rule-conditions">
      {told.map(({ name, value }) => (
        <li key={name}>
          <span className="quiet">{name}</span> <code>{value}</code>
        </li>
      ))}
    </ul>
  );
}
