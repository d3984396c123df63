import type { ClientCredits } from '../../../src-main/contract/credits.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import type { Texts } from '../../texts/en.ts';
import { Button } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { StateDot } from '../../parts/state-dot.tsx';
import type { Tone } from '../../parts/state-dot.tsx';
import { hrefOf } from './address.ts';
import type { Address } from './address.ts';

const tones = { ok: 'good', warn: 'warning', refused: 'bad' } satisfies Record<ClientCredits['state'], Tone>;

interface ClientTableProps {
  clients: readonly ClientCredits[];
  /** The client whose transactions are shown. */
  opened: ClientCredits | undefined;
  address: Address;
  onTopUp: (client: ClientCredits) => void;
}

/** Clients with what they have; a name opens its transactions. */
export function ClientTable({ clients, opened, address, onTopUp }: ClientTableProps) {
  const { credits } = useTexts();
  const format = useFormat();
  return (
    <DataTable
      label={credits.clientTable}
      rows={clients}
      keyOf={({ client }) => client}
      columns={columnsOf({ opened, address, onTopUp }, credits, format)}
    />
  );
}

function columnsOf(
  { opened, address, onTopUp }: Omit<ClientTableProps, 'clients'>,
  credits: Texts['credits'],
  format: Format,
): Column<ClientCredits>[] {
  return [
    {
      key: 'client',
      title: credits.client,
      order: ({ name }) => name,
      cell: ({ client, name }) => (
        <>
          <a
            href={hrefOf({ ...address, client })}
            aria-current={client === opened?.client ? 'true' : undefined}
          >
            {name}
          </a>
          {name !== client && <p className="quiet">{client}</p>}
        </>
      ),
    },
    {
      key: 'state',
      title: credits.state,
      cell: ({ state }) => <StateDot tone={tones[state]} word={credits.states[state]} />,
    },
    {
      key: 'balance',
      title: credits.balance,
      isFigure: true,
      order: ({ balanceUsd }) => balanceUsd,
      cell: ({ balanceUsd }) => <span title={format.exactMoney(balanceUsd)}>{format.money(balanceUsd)}</span>,
    },
    {
      key: 'limit',
      title: credits.limit,
      isFigure: true,
      cell: ({ limitUsd }) =>
        limitUsd === null ? credits.noLimit : format.money(limitUsd === 0 ? 0 : -limitUsd),
    },
    {
      key: 'markup',
      title: credits.markup,
      isFigure: true,
      cell: ({ markupPercent }) => format.percent(markupPercent / 100),
    },
    {
      key: 'top-up',
      title: credits.topUp,
      isFigure: true,
      cell: (client) => (
        <Button icon="plus" aria-label={credits.topUpFor(client.name)} onClick={() => onTopUp(client)}>
          {credits.topUp}
        </Button>
      ),
    },
  ];
}
