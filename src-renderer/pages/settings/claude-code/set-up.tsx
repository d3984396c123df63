import { useState } from 'react';
import type { ClaudeCodeStatus, ClaudeCodeUndone } from '../../../../src-main/contract/claude-code.ts';
import type { OperationRequest } from '../../../../src-main/contract/operations.ts';
import { useChange, useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { FormActions, FormProblems } from '../../../parts/form.tsx';
import { Answer } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';
import { useToast } from '../../../parts/toast.tsx';
import { Changes } from './changes.tsx';
import { Check } from './check.tsx';
import { Choices, choicesOf } from './choices.tsx';
import { Undone } from './undone.tsx';

type Wanted = OperationRequest<'claudeCode.apply'>;

interface SetUpProps {
  place: Pick<Wanted, 'settingsPath'>;
  status: ClaudeCodeStatus;
}

/** What is asked of Claude Code, exactly what that changes, and the way there and back. */
export function SetUp({ place, status }: SetUpProps) {
  const { claudeCode } = useTexts().admin;
  const tell = useToast();
  const [wanted, setWanted] = useState(() => choicesOf(status));
  const [undone, setUndone] = useState<ClaudeCodeUndone>();
  const preview = useOperation('claudeCode.preview', { ...place, ...wanted }, { keepsLast: true });
  const apply = useChange('claudeCode.apply', ['claudeCode.status', 'claudeCode.preview']);
  const undo = useChange('claudeCode.undo', ['claudeCode.status', 'claudeCode.preview']);
  const takeBack = (): void => undo.mutate(place, { onSuccess: setUndone });
  const problem = apply.error?.message ?? undo.error?.message ?? preview.data?.problem;
  return (
    <>
      <Section title={claudeCode.choices.title}>
        <div className="settings-body">
          <Choices wanted={wanted} offersStatusLine={status.offersStatusLine} onChange={setWanted} />
        </div>
      </Section>
      <Section title={claudeCode.changes.title}>
        <div className="settings-body">
          <Answer query={preview} lines={4}>
            {(known) => (
              <Changes changes={known.changes} warnings={known.warnings} isSet={status.state === 'set'} />
            )}
          </Answer>
          {problem !== undefined && <FormProblems problems={[problem]} />}
          <FormActions>
            <Button
              look="primary"
              aria-busy={apply.isPending}
              disabled={!preview.data?.changes.length || preview.data.problem !== undefined}
              onClick={() => {
                // What is shown must be what is done.
                if (apply.isPending || preview.isPlaceholderData) return;
                setUndone(undefined);
                apply.mutate(
                  { ...place, ...wanted },
                  {
                    onSuccess: () => tell({ about: 'claude-code', text: claudeCode.applied, undo: takeBack }),
                  },
                );
              }}
            >
              {claudeCode.apply}
            </Button>
            {status.canUndo && (
              <Button aria-busy={undo.isPending} onClick={() => !undo.isPending && takeBack()}>
                {claudeCode.undo}
              </Button>
            )}
          </FormActions>
          {undone && <Undone undone={undone} />}
        </div>
      </Section>
      {(status.state === 'set' || status.state === 'changed') && <Check place={place} />}
    </>
  );
}
