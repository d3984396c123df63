import type { Status } from '../../src-main/contract/operations.ts';
import { useTexts } from '../hooks/use-texts.ts';
import { providerTones, StateDot } from './state-dot.tsx';
import './provider-list.css';

type Provider = Status['providers'][number];

/** Each provider with its state and what it failed with last. */
export function ProviderList({ providers }: { providers: readonly Provider[] }) {
  const { providerStates } = useTexts().common;
  return (
    <ul>
      {providers.map(({ id, state, lastError }) => (
        <li key={id} className="provider">
          <span className="provider-name">{id}</span>
          <span title={providerStates[state].meaning}>
            <StateDot tone={providerTones[state]} word={providerStates[state].word} />
          </span>
          {lastError && <p className="failure">{lastError}</p>}
        </li>
      ))}
    </ul>
  );
}
