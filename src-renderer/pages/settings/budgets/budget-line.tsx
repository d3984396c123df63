import type { Budget } from '../../../../src-main/contract/config.ts';
import type { BudgetState } from '../../../../src-main/contract/credits.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { IconButton } from '../../../parts/button.tsx';
import { StateDot } from '../../../parts/state-dot.tsx';
import type { Tone } from '../../../parts/state-dot.tsx';

const tones: Record<BudgetState['state'], Tone> = { ok: 'good', warn: 'warning', over: 'bad' };

interface BudgetLineProps {
  budget: Budget;
  /** Undefined until it is known. */
  state: BudgetState | undefined;
  onEdit: () => void;
  onDelete: () => void;
}

/** A budget with how much of it is spent. */
export function BudgetLine({ budget, state, onEdit, onDelete }: BudgetLineProps) {
  const { budgets: texts } = useTexts().admin;
  const format = useFormat();
  const { period, provider, limitUsd, atLimit } = budget;
  const name = provider === undefined ? texts.all[period] : texts.of[period](provider);
  const consequence = typeof atLimit === 'object' ? texts.atLimit.use(atLimit.use) : texts.atLimit[atLimit];
  return (
    <div className="budget">
      <div className="budget-what">
        <p className="budget-name">{name}</p>
        <p className="quiet">{consequence}</p>
      </div>
      <div className="budget-state">
        <p>
          {texts.spent(format.money(state?.spentUsd ?? null), format.money(limitUsd))}{' '}
          {state && <StateDot tone={tones[state.state]} word={texts.states[state.state]} />}
        </p>
        <div className="budget-bar" data-state={state?.state} aria-hidden="true">
          <span style={{ width: `${Math.min(100, ((state?.spentUsd ?? 0) / limitUsd) * 100)}%` }} />
        </div>
      </div>
      <div className="budget-controls">
        <IconButton icon="edit" label={texts.edit(name)} onClick={onEdit} />
        <IconButton icon="bin" label={texts.delete(name)} onClick={onDelete} />
      </div>
    </div>
  );
}
