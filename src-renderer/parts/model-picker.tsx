import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTexts } from '../hooks/use-texts.ts';
import { searchOptions } from '../model-options.ts';
import type { ModelOption } from '../model-options.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { ModelOptionFacts } from './model-option-facts.tsx';
import { Skeleton } from './placeholder.tsx';
import { ModelName } from './values.tsx';
import './model-picker.css';

const shownOptions = 80;

interface ModelPickerProps {
  title: string;
  /** Undefined while they are on their way. */
  options: readonly ModelOption[] | undefined;
  /** What is in use; null where nothing is set. */
  current: string | null;
  canUnset: boolean;
  /** Why the last choice was refused. */
  problem: string | undefined;
  isBusy: boolean;
  onPick: (name: string | null) => void;
  onClose: () => void;
}

/** A dialog to choose a model: type to narrow the list down, arrows to go through it, Enter to take one. */
export function ModelPicker({ title, options, current, canUnset, problem, isBusy, ...on }: ModelPickerProps) {
  const { picker } = useTexts().common;
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const typed = search.trim();
  const found = searchOptions(options ?? [], typed);
  const isOwnName = options !== undefined && typed !== '' && !options.some(({ name }) => name === typed);
  const first = found[0]?.name ?? (isOwnName ? typed : undefined);

  return (
    <Dialog title={title} onClose={on.onClose} firstFocus={field}>
      <form
        className="model-picker"
        aria-busy={isBusy}
        onKeyDown={moveFocus}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== '' && first !== undefined) on.onPick(first);
        }}
      >
        <div className="model-picker-search">
          <Icon name="search" />
          <input
            type="search"
            data-step
            ref={field}
            aria-label={picker.search}
            aria-invalid={problem !== undefined}
            aria-describedby="model-picker-problem"
            placeholder={picker.search}
            autoComplete="off"
            spellCheck={false}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <p id="model-picker-problem" className="model-picker-problem failure" role="alert">
          {problem}
        </p>
        <p className="unseen" role="status">
          {picker.results(found.length)}
        </p>
        {!options && <Skeleton lines={6} />}
        <ul className="model-picker-list">
          {canUnset && typed === '' && (
            <Choice isCurrent={current === null} onPick={() => on.onPick(null)}>
              <span>{picker.unset}</span>
              <span className="model-picker-facts">{picker.unsetMeaning}</span>
            </Choice>
          )}
          {found.slice(0, shownOptions).map((option) => (
            <Choice
              key={option.name}
              isCurrent={option.name === current}
              onPick={() => on.onPick(option.name)}
            >
              <ModelName name={option.name} />
              <ModelOptionFacts option={option} />
            </Choice>
          ))}
          {isOwnName && (
            <Choice isCurrent={false} onPick={() => on.onPick(typed)}>
              <span>{picker.takeTyped(typed)}</span>
              {found.length === 0 && <span className="model-picker-facts">{picker.none}</span>}
            </Choice>
          )}
        </ul>
        {found.length > shownOptions && (
          <p className="model-picker-more">{picker.more(found.length - shownOptions)}</p>
        )}
      </form>
    </Dialog>
  );
}

function Choice({
  isCurrent,
  onPick,
  children,
}: {
  isCurrent: boolean;
  onPick: () => void;
  children: React.ReactNode;
}) {
  return (
    <li>
      <button
        type="button"
        className="model-picker-choice"
        data-step
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onPick}
      >
        {children}
        {isCurrent && <Icon name="check" />}
      </button>
    </li>
  );
}

/** Up and down go through the field and the choices, as Tab does, and stop at both ends. */
function moveFocus(event: KeyboardEvent<HTMLFormElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-step]')];
  steps[steps.findIndex((element) => element === document.activeElement) + step]?.focus();
}
