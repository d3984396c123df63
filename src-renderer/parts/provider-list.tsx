import type { Status } from '../../src-main/contract/operations.ts';
import { Section } from './section.tsx';
import { StateWord } from './state-word.tsx';
import type { Tone } from './state-word.tsx';
import '../styles/provider-list.css';

type Provider = Status['providers'][number];

const states: Record<Provider['state'], { tone: Tone; word: string; meaning: string }> = {
  unknown: { tone: 'idle', word: 'unknown', meaning: 'no request yet' },
  ok: { tone: 'good', word: 'ok', meaning: 'answers' },
  failing: { tone: 'warning', word: 'failing', meaning: 'its last request failed' },
  open: { tone: 'bad', word: 'open', meaning: 'left alone for a while after failures' },
  'no-key': { tone: 'bad', word: 'no key', meaning: 'its key is not there' },
};

/** Each provider with its state and what it failed with last; undefined while they are not known. */
export function ProviderList({ providers }: { providers: Status['providers'] | undefined }) {
  return (
    <Section title="Providers" className="providers">
      {providers ? (
        <ul>
          {providers.map((provider) => (
            <ProviderItem key={provider.id} provider={provider} />
          ))}
        </ul>
      ) : (
        <p className="quiet">Loading…</p>
      )}
    </Section>
  );
}

function ProviderItem({ provider }: { provider: Provider }) {
  const { tone, word, meaning } = states[provider.state];
  return (
    <li>
      <span className="name">{provider.id}</span>
      <StateWord tone={tone} word={word} />
      <span className="quiet">{meaning}</span>
      {provider.lastError && <p className="failure">{provider.lastError}</p>}
    </li>
  );
}
