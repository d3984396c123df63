import type { HostState, NotificationKind } from '../../../../src-main/contract/host.ts';
import { useChange, useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField, Switch } from '../../../parts/field.tsx';
import { FormActions, FormProblems } from '../../../parts/form.tsx';
import { Section } from '../../../parts/section.tsx';

const kinds = [
  'budget',
  'credits',
  'key-refused',
  'breaker-open',
  'breaker-closed',
  'ledger',
  'update',
] as const satisfies NotificationKind[];

/** What only the desktop app can do; nothing where there is none. */
export function Desktop() {
  const { desktop } = useTexts().admin.general;
  const host = useOperation('host.get', {});
  const set = useChange('host.set', ['host.get']);
  if (host.data?.kind !== 'desktop') return null;
  const { startAtLogin, mutedNotices } = host.data;
  return (
    <>
      <Section title={desktop.title}>
        <div className="settings-body">
          {startAtLogin !== null && (
            <Switch
              label={desktop.startAtLogin}
              checked={startAtLogin}
              onChange={(event) => set.mutate({ startAtLogin: event.target.checked })}
            />
          )}
          {set.error && <FormProblems problems={[set.error.message]} />}
          <Updates host={host.data} onChannel={(updateChannel) => set.mutate({ updateChannel })} />
        </div>
      </Section>
      <Section title={desktop.notifications}>
        <div className="settings-body">
          {kinds.map((kind) => (
            <Switch
              key={kind}
              label={desktop.kinds[kind]}
              checked={!mutedNotices.includes(kind)}
              onChange={(event) =>
                set.mutate({
                  mutedNotices: event.target.checked
                    ? mutedNotices.filter((muted) => muted !== kind)
                    : [...mutedNotices, kind],
                })
              }
            />
          ))}
        </div>
      </Section>
    </>
  );
}

interface UpdatesProps {
  host: HostState;
  onChannel: (channel: HostState['updateChannel']) => void;
}

function Updates({ host: { update, updateChannel }, onChannel }: UpdatesProps) {
  const { desktop } = useTexts().admin.general;
  const check = useChange('host.checkForUpdates', ['host.get']);
  if (update.state === 'off') return <p className="quiet">{desktop.updatesElsewhere}</p>;
  const { state, version, error } = check.data ?? update;
  return (
    <>
      <SelectField
        label={desktop.channel}
        hint={desktop.channelHint}
        value={updateChannel}
        onChange={(event) => onChannel(event.target.value === 'beta' ? 'beta' : 'latest')}
      >
        <option value="latest">{desktop.channels.latest}</option>
        <option value="beta">{desktop.channels.beta}</option>
      </SelectField>
      <FormActions>
        <Button aria-busy={check.isPending} onClick={() => !check.isPending && check.mutate({})}>
          {desktop.check}
        </Button>
        <span role="status" className="quiet">
          {desktop.updateStates[state]} {version}
        </span>
      </FormActions>
      <FormProblems problems={[error, check.error?.message].filter((problem) => problem !== undefined)} />
    </>
  );
}
