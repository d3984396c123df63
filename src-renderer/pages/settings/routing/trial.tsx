import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationOutput, OperationRequest } from '../../../../src-main/contract/operations.ts';
import { callOperation } from '../../../core-client.ts';
import type { CoreError } from '../../../core-client.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Choice, FormProblems } from '../../../parts/form.tsx';
import { Section } from '../../../parts/section.tsx';
import { withDraft } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { TrialByBody } from './trial-by-body.tsx';
import { TrialByRequest } from './trial-by-request.tsx';
import { TrialResult } from './trial-result.tsx';

/** What is tried: everything but the config. */
export type Tried = Omit<OperationRequest<'routes.trial'>, 'config'>;

/** Tries a request against the routing, with the rule in the form as if it were saved; nothing is sent anywhere. */
export function Trial({ draft }: { draft: RuleDraft | undefined }) {
  const { trial } = useTexts().admin.routing;
  const [source, setSource] = useState<'past' | 'body'>('past');
  const { mutate, data, error, isPending } = useMutation<OperationOutput<'routes.trial'>, CoreError, Tried>({
    mutationFn: async (tried) => {
      if (!draft) return callOperation('routes.trial', tried);
      const config = await callOperation('config.get', {});
      return callOperation('routes.trial', {
        ...tried,
        config: { ...config, rules: withDraft(config.rules, draft) },
      });
    },
  });
  return (
    <Section title={trial.title}>
      <div className="settings-body">
        <p className="quiet">{draft ? trial.hintWithDraft : trial.hint}</p>
        <Choice
          legend={trial.source}
          choices={(['past', 'body'] as const).map((value) => ({ value, ...trial.sources[value] }))}
          value={source}
          onChoose={setSource}
        />
        {source === 'past' ? (
          <TrialByRequest isBusy={isPending} onTry={mutate} />
        ) : (
          <TrialByBody isBusy={isPending} onTry={mutate} />
        )}
        {error && <FormProblems problems={[error.message]} />}
        <div role="status">{data && !error && <TrialResult result={data} />}</div>
      </div>
    </Section>
  );
}
