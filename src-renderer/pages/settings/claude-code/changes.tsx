import type { ClaudeCodePreview } from '../../../../src-main/contract/claude-code.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Warnings } from './set-up-state.tsx';

interface ChangesProps extends Pick<ClaudeCodePreview, 'changes' | 'warnings'> {
  isSet: boolean;
}

/** Key by key what stands there and what will; secrets are masked by the core. */
export function Changes({ changes, warnings, isSet }: ChangesProps) {
  const texts = useTexts().admin.claudeCode.changes;
  return (
    <>
      {changes.length === 0 ? (
        <p className="quiet">{isSet ? texts.none : texts.noneYet}</p>
      ) : (
        <p className="quiet">{texts.others}</p>
      )}
      <ul className="changes" aria-label={texts.title}>
        {changes.map(({ path, before, after }) => (
          <li key={path}>
            <p className="change-path">{path}</p>
            <div className="change-lines">
              {before !== null && <Line side="before" sign="−" label={texts.before} text={before} />}
              {after !== null && <Line side="after" sign="+" label={texts.after} text={after} />}
            </div>
          </li>
        ))}
      </ul>
      <Warnings warnings={isSet ? [] : warnings} />
    </>
  );
}

interface LineProps {
  side: 'before' | 'after';
  sign: string;
  label: string;
  text: string;
}

function Line({ side, sign, label, text }: LineProps) {
  return (
    <p data-side={side}>
      <span aria-hidden="true">{sign}</span>
      <span>
        <span className="unseen">{label}: </span>
        {text}
      </span>
    </p>
  );
}
