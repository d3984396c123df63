import { useState } from 'react';
import type { ClaudeCodeVerified } from '../../../../src-main/contract/claude-code.ts';
import { useChange } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Form, FormActions, FormProblems, More } from '../../../parts/form.tsx';
import { RouteLabel } from '../../../parts/route-label.tsx';
import { Section } from '../../../parts/section.tsx';
import { StateDot } from '../../../parts/state-dot.tsx';
import { ModelName } from '../../../parts/values.tsx';

/** Runs the person's own Claude Code once, and shows the request that arrived. */
export function Check({ place }: { place: { settingsPath?: string | undefined } }) {
  const { check } = useTexts().admin.claudeCode;
  const [command, setCommand] = useState('');
  const verify = useChange('claudeCode.verify', ['requests.list']);
  const { settingsPath } = place;
  const typed = command.trim();
  return (
    <Section title={check.title}>
      <div className="settings-body">
        <Form
          label={check.title}
          isBusy={verify.isPending}
          onSubmit={() =>
            verify.mutate({
              ...(settingsPath !== undefined && { settingsPath }),
              ...(typed !== '' && { command: typed }),
            })
          }
        >
          <p className="quiet">{check.hint}</p>
          <FormActions>
            <Button type="submit" icon="play" aria-busy={verify.isPending}>
              {check.action}
            </Button>
            <span role="status">{verify.isPending && <StateDot tone="busy" word={check.running} />}</span>
          </FormActions>
          <More title={check.more}>
            <TextField
              label={check.command}
              hint={check.commandHint}
              placeholder="claude"
              value={command}
              onChange={(event) => setCommand(event.target.value)}
            />
          </More>
        </Form>
        {verify.error && <FormProblems problems={[verify.error.message]} />}
        {verify.data && !verify.isPending && <Outcome verified={verify.data} />}
      </div>
    </Section>
  );
}

function Outcome({ verified: { ok, request, output, error } }: { verified: ClaudeCodeVerified }) {
  const { check } = useTexts().admin.claudeCode;
  return (
    <div role="status" className="set-up-state">
      <StateDot tone={ok ? 'good' : 'bad'} word={ok ? check.arrived : check.failed} />
      {request && (
        <p className="set-up-head">
          <RouteLabel route={request.route} />
          {request.target !== null && <ModelName name={request.target} />}
          {request.status !== null && <span className="quiet">{request.status}</span>}
        </p>
      )}
      {error !== undefined && <p className="failure">{error}</p>}
      {output !== '' && (
        <>
          <p className="quiet">{check.output}</p>
          <pre className="check-output" tabIndex={0} role="region" aria-label={check.output}>
            {output}
          </pre>
        </>
      )}
    </div>
  );
}
