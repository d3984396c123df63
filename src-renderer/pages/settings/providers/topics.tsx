import { useState } from 'react';
import type { ReactNode } from 'react';
import { isSameJson } from '../../../json-change.ts';
import type { LineField as Place } from '../../../typed-lines.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Icon } from '../../../parts/icon.tsx';
import { Switch } from '../../../parts/field.tsx';
import { HeaderFields } from './header-fields.tsx';
import { LineField } from './line-field.tsx';
import { PriceList } from './price-list.tsx';
import type { ProviderForm } from './provider-form.ts';
import { TakesFields } from './takes-fields.tsx';
import { TransformList } from './transform-list.tsx';

type TopicName = 'headers' | 'transforms' | 'timeouts' | 'retry' | 'limits' | 'network' | 'prices' | 'takes';

interface TopicRow {
  name: TopicName;
  /** Places whose problems open it. */
  places: readonly string[];
  /** How much is set there. */
  count: (form: ProviderForm) => number;
  isFor?: (form: ProviderForm) => boolean;
  Fields: (props: { form: ProviderForm }) => ReactNode;
}

const callsSomebody = ({ wire }: ProviderForm): boolean => wire !== 'demo' && wire !== 'claude-cli';

const topics: readonly TopicRow[] = [
  {
    name: 'transforms',
    places: ['transforms'],
    count: ({ draft }) => draft.transforms.length,
    Fields: TransformList,
  },
  {
    name: 'headers',
    places: ['headers'],
    count: ({ draft: { dropped, dropAll, add, force } }) =>
      add.length +
      force.length +
      (dropAll ? 1 : 0) +
      dropped.split('\n').filter((line) => line.trim()).length,
    isFor: callsSomebody,
    Fields: HeaderFields,
  },
  { name: 'prices', places: ['prices'], count: ({ draft }) => draft.prices.length, Fields: PriceList },
  {
    name: 'timeouts',
    ...lines('timeouts.connectMs', 'timeouts.firstByteMs', 'timeouts.idleMs'),
  },
  {
    name: 'retry',
    ...lines(
      'retry.attempts',
      'retry.baseMs',
      'retry.maxMs',
      'retry.statuses',
      'breaker.failures',
      'breaker.openMs',
    ),
  },
  { name: 'limits', ...lines('limits.requestsPerMinute', 'limits.concurrent') },
  {
    name: 'network',
    places: ['tls', 'proxy'],
    count: ({ draft: { lines: typed, verify } }) =>
      [typed['tls.caFile'], typed.proxy, verify ? '' : 'off'].filter(Boolean).length,
    isFor: callsSomebody,
    Fields: NetworkFields,
  },
  {
    name: 'takes',
    places: ['takes'],
    count: ({ draft }) => Object.keys(draft.takes).length,
    isFor: ({ wire }) => wire === 'anthropic',
    Fields: TakesFields,
  },
];

/** Everything that few people need, folded up by topic; a topic says how much is set in it. */
export function Topics({ form }: { form: ProviderForm }) {
  const { settingsProviders: texts } = useTexts();
  return (
    <section className="section" aria-label={texts.more}>
      <header className="section-header">
        <h2>{texts.more}</h2>
      </header>
      <div className="card topics">
        {topics
          .filter(({ isFor }) => isFor?.(form) ?? true)
          .map((topic) => (
            <Topic key={topic.name} topic={topic} form={form} />
          ))}
      </div>
    </section>
  );
}

function Topic({ topic: { name, places, count, Fields }, form }: { topic: TopicRow; form: ProviderForm }) {
  const { settingsProviders: texts } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const problems = places.flatMap((place) => form.problemsIn(place));
  const [seen, setSeen] = useState(problems);
  // What was refused in here must be seen; after that it may be folded up again.
  if (!isSameJson(seen, problems)) {
    setSeen(problems);
    if (problems.length > 0) setIsOpen(true);
  }
  const set = count(form);
  return (
    <details className="topic" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <span className="topic-name">{texts.topics[name].name}</span>
        <span className="topic-about">{texts.topics[name].about}</span>
        {set > 0 && <span className="topic-count">{texts.setCount(set)}</span>}
      </summary>
      <div className="topic-body">
        <Fields form={form} />
      </div>
    </details>
  );
}

function lines(...places: Place[]): Pick<TopicRow, 'places' | 'count' | 'isFor' | 'Fields'> {
  return {
    places,
    count: ({ draft }) => places.filter((place) => draft.lines[place].trim() !== '').length,
    isFor: ({ wire }) => wire !== 'demo',
    Fields: ({ form }) => (
      <div className="field-grid">
        {places.map((place) => (
          <LineField key={place} form={form} place={place} />
        ))}
      </div>
    ),
  };
}

function NetworkFields({ form }: { form: ProviderForm }) {
  const { settingsProviders: texts } = useTexts();
  return (
    <>
      <LineField form={form} place="proxy" placeholder="http://proxy:3128" />
      <Switch
        label={texts.verify.label}
        hint={texts.verify.hint}
        checked={form.draft.verify}
        onChange={(event) => form.type({ verify: event.target.checked })}
      />
      {!form.draft.verify && (
        <p className="warning" role="alert">
          {texts.verify.warning}
        </p>
      )}
      <LineField form={form} place="tls.caFile" placeholder="/path/to/ca.pem" />
    </>
  );
}
