import type { ClaudeCodeStatus } from '../../../../src-main/contract/claude-code.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { StateDot } from '../../../parts/state-dot.tsx';
import type { Tone } from '../../../parts/state-dot.tsx';

const tones: Record<ClaudeCodeStatus['state'], Tone> = {
  'not-set': 'idle',
  set: 'good',
  'set-elsewhere': 'warning',
  changed: 'warning',
  malformed: 'bad',
};

/** How Claude Code stands to us, in which file, and what stands in the way. */
export function SetUpState({ status }: { status: ClaudeCodeStatus }) {
  const { claudeCode } = useTexts().admin;
  const { state, settingsPath, exists, address, mode, warnings, problem } = status;
  const { word, meaning } = claudeCode.states[state];
  return (
    <div className="set-up-state">
      <p className="set-up-head">
        <StateDot tone={tones[state]} word={word} />
        {mode && state !== 'not-set' && <span className="quiet">{claudeCode.modes[mode].name}</span>}
      </p>
      <p className="quiet">{meaning}</p>
      <p className="set-up-file">
        {settingsPath}
        {!exists && <span className="quiet"> · {claudeCode.noFile}</span>}
      </p>
      {address !== null && state !== 'set' && <p className="quiet">{claudeCode.leadsTo(address)}</p>}
      {problem !== undefined && (
        <p className="failure" role="alert">
          {problem}
        </p>
      )}
      <Warnings warnings={warnings} />
    </div>
  );
}

/** What would keep requests from arriving, with where it stands. */
export function Warnings({ warnings }: Pick<ClaudeCodeStatus, 'warnings'>) {
  const { claudeCode } = useTexts().admin;
  if (warnings.length === 0) return null;
  return (
    <ul className="set-up-warnings" aria-label={claudeCode.warnings}>
      {warnings.map(({ code, message, where }) => (
        <li key={`${code} ${where} ${message}`}>
          {message}
          <span className="field-notes">{where}</span>
        </li>
      ))}
    </ul>
  );
}
