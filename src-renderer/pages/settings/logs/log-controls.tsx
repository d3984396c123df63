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
  return (
    <div className="log-controls">
      <label>
        <span>{logs.level}</span>
        <select
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
      </label>
      <label className="log-controls-text">
        <span>{logs.text}</span>
        <input
          className="control"
          type="search"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
      </label>
      <Button icon={isHeld ? 'play' : 'pause'} aria-pressed={isHeld} onClick={() => onHold(!isHeld)}>
        {isHeld ? logs.resume(waiting) : logs.pause}
      </Button>
    </div>
  );
}
