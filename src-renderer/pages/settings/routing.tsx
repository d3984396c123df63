import { useState } from 'react';
import type { CoreView } from '../../hooks/use-core.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { RouteList } from '../../parts/route-list.tsx';
import { LongContext } from './routing/long-context.tsx';
import { Rules } from './routing/rules.tsx';
import { draftOf } from './routing/rule-draft.ts';
import type { RuleDraft } from './routing/rule-draft.ts';
import { Trial } from './routing/trial.tsx';
import './routing.css';

/** Which model does what: the routes, the rules before them, and a trial that tells which of them takes a request. */
export function RoutingSection({ core: { status } }: { core: CoreView }) {
  const { settings } = useTexts();
  const [draft, setDraft] = useState<RuleDraft>();
  return (
    <>
      <RouteList title={settings.sections.routes} routes={status?.routes} />
      <LongContext />
      <Rules
        draft={draft}
        onDraft={setDraft}
        onEdit={(index, rule) => setDraft(draftOf(index, rule))}
        onClose={() => setDraft(undefined)}
      />
      <Trial draft={draft} />
    </>
  );
}
