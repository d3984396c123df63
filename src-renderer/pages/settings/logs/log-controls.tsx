import { useId } from 'react';
import { useTexts } from '../../../hooks/use-texts.ts';
import { logLevels } from '../../../log-lines.ts';
import type { LogFilter } from '../../../log-lines.ts';
import { Button } from '../../../parts/button.tsx';

interface LogControlsProps {
  filter: LogFilter;
  onFilter: (filter: LogFilter) => void;
  isHeld: boolean;
  /** Lines that came since it is held. */
  waiting: number;
  onHold: (isHeld: boolean) => void;
}

/** Which lines are shown, and whether new ones appear. */
export function LogControls({ filter, onFilter, isHeld, waiting, onHold }: LogControlsProps) {
  const { logs } = useTexts().admin;
  const id = useId();
  return (
    <div className="log-controls">
      <div>
        <label htmlFor={`${id}-level`}>{logs.level}</label>
        <select
          id={`${id}-level`}
          className="control"
          value={filter.level}
          onChange={(event) => {
            const level = logLevels.find((each) => each === event.target.value);
            if (level) onFilter({ ...filter, level });
          }}
        >
          {logLevels.map((level) => (
            <option key={level} value={level}>
              {logs.andAbove(level)}
            </option>
          ))}
        </select>
      </div>
      <div className="log-controls-text">
        <label htmlFor={`${id}-text`}>{logs.text}</label>
        <input
          id={`${id}-text`}
          className="control"
          type="search"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
      </div>
      <Button icon={isHeld ? 'play' : 'pause'} aria-pressed={isHeld} onClick={() => onHold(!isHeld)}>
        {isHeld ? logs.resume(waiting) : logs.pause}
      </Button>
    </div>
  );
}
