import type { Status } from '../../src-main/contract/operations.ts';
import type { ProviderBalance } from '../../src-main/contract/providers.ts';
import { useFormat, useTexts } from '../hooks/use-texts.ts';
import { providerTones, StateDot } from './state-dot.tsx';
import './provider-list.css';

type Provider = Status['providers'][number];

interface ProviderListProps {
  providers: readonly Provider[];
  /** What providers told of their balances, where that is to be shown. */
  balances?: readonly ProviderBalance[] | undefined;
}

/** Each provider with its state, what it failed with last, and what is left of the money there. */
export function ProviderList({ providers, balances = [] }: ProviderListProps) {
  const { providerStates } = useTexts().common;
  return (
    <ul>
      {providers.map(({ id, state, lastError }) => (
        <li key={id} className="provider">
          <span className="provider-name">{id}</span>
          <span title={providerStates[state].meaning}>
            <StateDot tone={providerTones[state]} word={providerStates[state].word} />
          </span>
          <Balances told={balances.find((balance) => balance.id === id)} />
          {lastError && <p className="failure">{lastError}</p>}
        </li>
      ))}
    </ul>
  );
}

function Balances({ told }: { told: ProviderBalance | undefined }) {
  const { kinds } = useTexts().dashboard.balances;
  const format = useFormat();
  if (!told?.told) return null;
  const amounts = told.balances.map(
    ({ amount, currency, kind }) => `${format.amount(amount, currency)} ${kinds[kind]}`,
  );
  return (
    <p className="provider-balance">
      {amounts.join(' · ')}
      {told.note !== null && <span className="failure">{told.note}</span>}
    </p>
  );
}
