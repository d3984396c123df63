import { useTexts } from '../../../hooks/use-texts.ts';
import { CodeBlock } from '../../../parts/code-block.tsx';
import { Section } from '../../../parts/section.tsx';

/** How to point Claude Code here by hand, for one terminal. */
export function ByHand({ address }: { address: string }) {
  const { byHand } = useTexts().admin.claudeCode;
  return (
    <Section title={byHand.title}>
      <div className="settings-body">
        <p>{byHand.steps}</p>
        <CodeBlock
          label={byHand.environment}
          text={`export ANTHROPIC_BASE_URL=${address}\nexport ANTHROPIC_AUTH_TOKEN=…\nclaude`}
        />
        <p className="quiet">
          {byHand.token} <a href="#clients">{byHand.clients}</a>
        </p>
      </div>
    </Section>
  );
}
