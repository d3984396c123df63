import { useMemo } from 'react';
import type { Bodies } from '../../../src-main/contract/requests.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';

/** What was sent and what came back, where that was kept. */
export function RequestBodies({ bodies }: { bodies: Bodies | null }) {
  const { one } = useTexts().requests;
  const { settings } = useTexts().common;
  if (!bodies) {
    return (
      <div className="request-sheet-unkept">
        <p className="quiet">{one.noBodies}</p>
        <ButtonLink href="/admin#logs" icon="gear">
          {settings}
        </ButtonLink>
      </div>
    );
  }
  return (
    <>
      {bodies.isCut && <p className="quiet">{one.cut}</p>}
      <Body title={one.sent} text={bodies.request} />
      <Body title={one.got} text={bodies.response} />
    </>
  );
}

function Body({ title, text }: { title: string; text: string }) {
  const { one } = useTexts().requests;
  const shown = useMemo(() => readable(text), [text]);
  return (
    <div className="request-sheet-body">
      <div className="request-sheet-body-head">
        <h4>{title}</h4>
        <CopyButton label={one.copy} textOf={() => text} />
      </div>
      <pre tabIndex={0} role="region" aria-label={title}>
        {shown === '' ? one.empty : shown}
      </pre>
    </div>
  );
}

/** JSON with a line for each value; all else, such as a stream of events, as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON, or cut.
    return text;
  }
}
