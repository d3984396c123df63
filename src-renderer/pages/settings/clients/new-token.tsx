import { useEffect, useRef } from 'react';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { CodeBlock } from '../../../parts/code-block.tsx';

interface NewTokenProps {
  client: string;
  token: string;
  onClose: () => void;
}

/** A token that was just made; once it is put away nobody can show it again. */
export function NewToken({ client, token, onClose }: NewTokenProps) {
  const { clients: texts } = useTexts().admin;
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="new-token" role="region" aria-label={texts.token.label(client)}>
      <p ref={title} tabIndex={-1} className="new-token-title">
        {texts.token.title(client)}
      </p>
      <CodeBlock label={texts.token.label(client)} text={token} />
      <p>{texts.token.text}</p>
      <Button onClick={onClose}>{texts.token.done}</Button>
    </div>
  );
}
