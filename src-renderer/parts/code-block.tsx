import { useState } from 'react';
import { useTexts } from '../hooks/use-texts.ts';
import { Button } from './button.tsx';
import './code-block.css';

interface CodeBlockProps {
  /** What it is, for those who do not see it. */
  label: string;
  text: string;
  /** False: there is nothing to take along. */
  canCopy?: boolean;
}

/** Text as it is typed somewhere else, with a button that copies it. */
export function CodeBlock({ label, text, canCopy = true }: CodeBlockProps) {
  return (
    <div className="code-block">
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
      {canCopy && <CopyButton text={text} />}
    </div>
  );
}

/** Copies a text; says so in its own word, and says where the browser does not allow it. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { copy } = useTexts().admin.parts;
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const take = async (): Promise<void> => {
    try {
      // Absent where the page came over plain HTTP from another machine.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <>
      <Button icon={outcome === 'copied' ? 'check' : 'copy'} onClick={() => void take()}>
        {outcome ? copy[outcome] : (label ?? copy.action)}
      </Button>
      <span className="unseen" role="status">
        {outcome && copy[outcome]}
      </span>
    </>
  );
}
