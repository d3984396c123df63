import type { CoreView } from '../../hooks/use-core.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Section } from '../../parts/section.tsx';

/** How to point Claude Code here by hand: two variables. */
export function ClaudeCodeSection({ core: { status } }: { core: CoreView }) {
  const { settings } = useTexts();
  const address = status?.address ?? window.location.origin;
  return (
    <Section title={settings.sections['claude-code']}>
      <div className="settings-body">
        <p>{settings.claudeCode.steps}</p>
        <pre
          className="settings-code"
          tabIndex={0}
          aria-label={settings.claudeCode.environment}
          role="region"
        >
          <code>{`export ANTHROPIC_BASE_URL=${address}\nexport ANTHROPIC_AUTH_TOKEN=…\nclaude`}</code>
        </pre>
        <p className="quiet">{settings.claudeCode.token}</p>
      </div>
    </Section>
  );
}
