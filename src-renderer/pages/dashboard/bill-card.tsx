import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import type { Texts } from '../../texts/en.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { ModelName, Money, Tokens } from '../../parts/values.tsx';

type Bill = OperationOutput<'credits.report'>['bills'][number];

/** One client's month: what its balance went through, and the models that it was spent on. */
export function BillCard({ bill }: { bill: Bill }) {
  const texts = useTexts();
  const { credits } = texts;
  const format = useFormat();
  const steps = [
    [credits.opening, bill.openingUsd],
    [credits.toppedUp, bill.toppedUpUsd],
    [credits.correctedBy, bill.correctedUsd],
    [credits.charged, bill.chargedUsd],
    [credits.closing, bill.closingUsd],
  ] as const;
  return (
    <article className="bill">
      <h3>{bill.name}</h3>
      <dl className="bill-steps">
        {steps.map(([name, usd]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={format.exactMoney(usd)}>{format.money(usd)}</dd>
          </div>
        ))}
      </dl>
      {bill.models.length === 0 ? (
        <p className="quiet">{credits.noUsage}</p>
      ) : (
        <DataTable
          label={credits.billTable(bill.name)}
          rows={bill.models}
          keyOf={({ key }) => key}
          columns={columnsOf(texts, format)}
        />
      )}
    </article>
  );
}

function columnsOf(
  { credits, dashboard }: Pick<Texts, 'credits' | 'dashboard'>,
  format: Format,
): Column<Bill['models'][number]>[] {
  return [
    {
      key: 'model',
      title: credits.model,
      cell: ({ key }) => (key === '' ? dashboard.charts.none : <ModelName name={key} />),
    },
    {
      key: 'requests',
      title: credits.requests,
      isFigure: true,
      cell: ({ requests }) => format.count(requests),
    },
    {
      key: 'input',
      title: credits.input,
      isFigure: true,
      cell: ({ inputTokens }) => <Tokens count={inputTokens} />,
    },
    {
      key: 'output',
      title: credits.output,
      isFigure: true,
      cell: ({ outputTokens }) => <Tokens count={outputTokens} />,
    },
    {
      key: 'cost',
      title: credits.costs,
      isFigure: true,
      cell: ({ costUsd, unpriced }) => (
        <>
          <Money usd={costUsd} />
          {unpriced > 0 && <p className="breakdown-unpriced">{dashboard.breakdown.unpriced(unpriced)}</p>}
        </>
      ),
    },
    {
      key: 'charged',
      title: credits.charged,
      isFigure: true,
      cell: ({ chargedUsd }) => <Money usd={chargedUsd} />,
    },
  ];
}
