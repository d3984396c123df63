import type { ClientCredits, Transaction } from '../../../src-main/contract/credits.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import type { Texts } from '../../texts/en.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { ModelName, Money } from '../../parts/values.tsx';
import { hrefOf } from './address.ts';
import type { Address } from './address.ts';

const shownTransactions = 200;

interface TransactionSectionProps {
  client: ClientCredits;
  address: Address;
}

/** The newest changes of a client's balance; a charge leads to its request. */
export function TransactionSection({ client: { client, name }, address }: TransactionSectionProps) {
  const { credits } = useTexts();
  const account = useOperation('credits.get', { client, limit: shownTransactions });
  return (
    <Section title={credits.transactions(name)}>
      <Answer query={account} lines={5}>
        {({ transactions }) =>
          transactions.length === 0 ? (
            <EmptyState title={credits.noTransactions}>
              <p>{credits.noTransactionsHint}</p>
            </EmptyState>
          ) : (
            <div className="transactions">
              <TransactionTable transactions={transactions} address={address} />
            </div>
          )
        }
      </Answer>
    </Section>
  );
}

function TransactionTable({
  transactions,
  address,
}: {
  transactions: readonly Transaction[];
  address: Address;
}) {
  const { credits } = useTexts();
  const format = useFormat();
  return (
    <DataTable
      label={credits.transactionTable}
      rows={transactions}
      keyOf={({ id }) => String(id)}
      columns={columnsOf(credits, format, address)}
    />
  );
}

function columnsOf(credits: Texts['credits'], format: Format, address: Address): Column<Transaction>[] {
  return [
    {
      key: 'time',
      title: credits.time,
      cell: ({ atMs }) => <time dateTime={new Date(atMs).toISOString()}>{format.time(atMs)}</time>,
    },
    { key: 'kind', title: credits.kind, cell: ({ kind }) => credits.kinds[kind] },
    {
      key: 'what',
      title: credits.what,
      cell: ({ note, requestId, target }) =>
        requestId === null ? (
          note
        ) : (
          <a className="transaction-request" href={hrefOf({ ...address, request: requestId })}>
            {target === null ? credits.request : <ModelName name={target} />}
          </a>
        ),
    },
    {
      key: 'cost',
      title: credits.cost,
      isFigure: true,
      cell: ({ kind, costUsd }) => (kind === 'charge' ? <Money usd={costUsd} /> : ''),
    },
    {
      key: 'change',
      title: credits.change,
      isFigure: true,
      cell: ({ usd }) => <span title={format.exactMoney(usd)}>{format.money(usd)}</span>,
    },
    {
      key: 'balance',
      title: credits.balance,
      isFigure: true,
      cell: ({ balanceUsd }) => <span title={format.exactMoney(balanceUsd)}>{format.money(balanceUsd)}</span>,
    },
  ];
}
