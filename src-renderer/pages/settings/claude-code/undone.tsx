import type { ClaudeCodeUndone } from '../../../../src-main/contract/claude-code.ts';
import { useTexts } from '../../../hooks/use-texts.ts';

/** What an undo did, key by key. */
export function Undone({ undone: { keys } }: { undone: ClaudeCodeUndone }) {
  const { undone } = useTexts().admin.claudeCode;
  return (
    <div role="status">
      <p>{keys.length === 0 ? undone.nothing : undone.title}</p>
      <ul className="undone">
        {keys.map(({ path, outcome }) => (
          <li key={path}>
            <code>{path}</code>
            <span className="quiet">{undone[outcome]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
