import { useState } from 'react';
import type { Config } from '../../../../src-main/contract/config.ts';
import { isAmount, readAmount } from '../../../amount.ts';
import { useConfigPart } from '../../../hooks/use-config-part.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Switch, TextField } from '../../../parts/field.tsx';
import { FieldRow, Form, FormActions, FormProblems } from '../../../parts/form.tsx';
import { Answer } from '../../../parts/placeholder.tsx';
import { Section } from '../../../parts/section.tsx';

/** Host, port and whether a token is asked for; what is not loopback is said to be open to others. */
export function ServerPlace() {
  const { server } = useTexts().admin.general;
  const { read } = useConfigPart('server');
  return (
    <Section title={server.title}>
      <div className="settings-body">
        <Answer query={read} lines={3}>
          {(config) => <ServerForm server={config.server} />}
        </Answer>
      </div>
    </Section>
  );
}

function ServerForm({ server: saved }: Pick<Config, 'server'>) {
  const { general, parts } = useTexts().admin;
  const { server } = general;
  const { change, isPending, problems } = useConfigPart('server');
  const [host, setHost] = useState(saved.host);
  const [port, setPort] = useState(String(saved.port));
  const isChanged = host !== saved.host || port !== String(saved.port);
  return (
    <>
      <Form
        label={server.title}
        isBusy={isPending}
        onSubmit={() =>
          isAmount(port) &&
          change((current) => ({ ...current, host: host.trim(), port: readAmount(port) ?? saved.port }), {
            text: server.saved,
            hasForm: true,
          })
        }
      >
        <FieldRow>
          <TextField
            label={server.host}
            hint={isLoopback(host) ? server.hostHint : server.openHint}
            value={host}
            problem={problems.fields.get('server.host')}
            onChange={(event) => setHost(event.target.value)}
          />
          <TextField
            label={server.port}
            hint={server.portHint}
            inputMode="numeric"
            value={port}
            problem={isAmount(port) ? problems.fields.get('server.port') : parts.notANumber}
            onChange={(event) => setPort(event.target.value)}
          />
        </FieldRow>
        <FormProblems problems={problems.rest} />
        <FormActions>
          <Button type="submit" disabled={!isChanged} aria-busy={isPending}>
            {parts.save}
          </Button>
          <span className="quiet">{server.restart}</span>
        </FormActions>
      </Form>
      <Switch
        label={server.token}
        hint={server.tokenHint}
        checked={saved.requireToken}
        onChange={(event) => {
          const requireToken = event.target.checked;
          change((current) => ({ ...current, requireToken }), {
            text: requireToken ? server.tokenOn : server.tokenOff,
          });
        }}
      />
    </>
  );
}

function isLoopback(host: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host.trim());
}
