import icon from '../../resources/icon.svg?no-inline';
import type { Status } from '../../src-main/contract/operations.ts';
import type { Connection } from '../hooks/use-events.ts';
import { StateWord } from './state-word.tsx';
import type { Trouble } from './trouble.ts';
import '../styles/core-header.css';

interface CoreHeaderProps {
  status: Status | undefined;
  connection: Connection;
  trouble: Trouble | undefined;
}

/** Name, version and address of the core, and whether it runs. */
export function CoreHeader({ status, connection, trouble }: CoreHeaderProps) {
  return (
    <header className="core-header">
      <img src={icon} alt="" width="32" height="32" />
      <h1>Signalbox</h1>
      <span className="quiet">{status?.version}</span>
      <span className="core-address">{status?.address}</span>
      <span className="core-state" role="status">
        {trouble ? (
          <StateWord tone="bad" word={trouble.word} />
        ) : (
          <StateWord
            tone={connection === 'live' ? 'good' : 'busy'}
            word={connection === 'live' ? 'running' : 'connecting'}
          />
        )}
      </span>
    </header>
  );
}
