import { useState } from 'react';
import type { CoreView } from '../../hooks/use-core.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Answer } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { ByHand } from './claude-code/by-hand.tsx';
import { SetUp } from './claude-code/set-up.tsx';
import { SettingsPlace } from './claude-code/settings-place.tsx';
import { SetUpState } from './claude-code/set-up-state.tsx';
import { OtherClients } from './claude-code/other-clients.tsx';
import './claude-code.css';

/** Claude Code's set-up, from how it stands to the proof that it works, and how other programs come here. */
export function ClaudeCodeSection({ core: { status: core } }: { core: CoreView }) {
  const { settings } = useTexts();
  const [settingsPath, setSettingsPath] = useState<string>();
  const place = settingsPath === undefined ? {} : { settingsPath };
  const status = useOperation('claudeCode.status', place);
  const address = core?.address ?? window.location.origin;
  return (
    <>
      <Section title={settings.sections['claude-code']}>
        <div className="settings-body">
          <Answer query={status} lines={3}>
            {(known) => <SetUpState status={known} />}
          </Answer>
          <SettingsPlace current={settingsPath} onChoose={setSettingsPath} />
        </div>
      </Section>
      {status.data && status.data.state !== 'malformed' && (
        <SetUp key={settingsPath ?? ''} place={place} status={status.data} />
      )}
      <ByHand address={address} />
      <OtherClients address={address} />
    </>
  );
}
