import { useState } from 'react';
import type { ModelRow } from '../../../src-main/contract/operations.ts';
import { unknownValue } from '../../format.ts';
import type { CoreView } from '../../hooks/use-core.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import type { Texts } from '../../texts/en.ts';
import { searchOptions } from '../../model-options.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { TextField } from '../../parts/field.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { ModelName, Tokens } from '../../parts/values.tsx';
import type { Address } from './address.ts';
import './models-view.css';

/** Every model that can be asked for, with its context and its price. */
export function ModelsView(_props: { core: CoreView; address: Address }) {
  const { models: words } = useTexts().dashboard;
  const list = useOperation('models.list', {});
  const [search, setSearch] = useState('');
  const found = list.data && searchOptions(list.data.models, search);
  return (
    <>
      <div className="models-search">
        <TextField
          type="search"
          label={words.search}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      <Section title={words.title} aside={found && <span role="status">{words.count(found.length)}</span>}>
        <Answer query={list} lines={10}>
          {({ models }) => <Models models={models} found={searchOptions(models, search)} />}
        </Answer>
      </Section>
    </>
  );
}

function Models({ models, found }: { models: readonly ModelRow[]; found: readonly ModelRow[] }) {
  const texts = useTexts();
  const { models: words } = texts.dashboard;
  const format = useFormat();
  if (models.length === 0) {
    return (
      <EmptyState title={words.none}>
        <p>{words.noneHint}</p>
        <ButtonLink href="/admin#providers">{texts.dashboard.addProvider}</ButtonLink>
      </EmptyState>
    );
  }
  if (found.length === 0) return <EmptyState title={words.noMatch} />;
  return (
    <>
      <DataTable
        label={words.table}
        rows={found}
        keyOf={({ name }) => name}
        columns={columnsOf(texts, format)}
      />
      <p className="card-note">{words.note}</p>
    </>
  );
}

function columnsOf({ dashboard: { models: words }, requests }: Texts, format: Format): Column<ModelRow>[] {
  const { sources } = requests.one;
  const price = (title: string, kind: 'input' | 'output' | 'cacheRead'): Column<ModelRow> => ({
    key: kind,
    title,
    isFigure: true,
    order: (row) => row.price?.[kind] ?? null,
    cell: (row) => format.exactMoney(row.price?.[kind] ?? null),
  });
  return [
    {
      key: 'model',
      title: words.model,
      order: ({ name }) => name,
      cell: ({ name, provider, target }) => (
        <>
          <ModelName name={provider === null ? name : name.slice(provider.length + 1)} />
          {provider === null && target !== null && <p className="quiet">→ {target}</p>}
        </>
      ),
    },
    {
      key: 'provider',
      title: words.provider,
      order: ({ provider }) => provider,
      cell: ({ provider }) => provider ?? <span className="quiet">{words.own}</span>,
    },
    {
      key: 'context',
      title: words.context,
      isFigure: true,
      order: ({ contextTokens }) => contextTokens,
      cell: ({ contextTokens }) => <Tokens count={contextTokens} />,
    },
    price(words.input, 'input'),
    price(words.output, 'output'),
    price(words.cacheRead, 'cacheRead'),
    {
      key: 'source',
      title: words.source,
      order: (row) => row.price?.source ?? null,
      cell: (row) => (row.price ? (sources[row.price.source] ?? row.price.source) : unknownValue),
    },
  ];
}
