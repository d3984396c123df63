import { useState } from 'react';
import type { ClientCredits } from '../../../src-main/contract/credits.ts';
import type { CoreView } from '../../hooks/use-core.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import type { Address } from './address.ts';
import { BillSection } from './bill-section.tsx';
import { BudgetSection } from './budget-section.tsx';
import { ClientTable } from './client-table.tsx';
import { TopUpDialog } from './top-up-dialog.tsx';
import { TransactionSection } from './transaction-section.tsx';
import './credits-view.css';

/** What each client has and may spend, every change of it, and the bills. */
export function CreditsView({ address }: { core: CoreView; address: Address }) {
  const { credits } = useTexts();
  const list = useOperation('credits.list', {});
  const [toppedUp, setToppedUp] = useState<ClientCredits>();
  const clients = list.data?.clients;
  const opened = clients?.find(({ client }) => client === address.client) ?? clients?.[0];
  return (
    <>
      <div className="dashboard-columns" data-wide="first">
        <Section title={credits.clients}>
          <Answer query={list} lines={3}>
            {({ clients: known }) =>
              known.length === 0 ? (
                <EmptyState title={credits.none}>
                  <p>{credits.noneHint}</p>
                </EmptyState>
              ) : (
                <ClientTable clients={known} opened={opened} address={address} onTopUp={setToppedUp} />
              )
            }
          </Answer>
          <p className="card-note">{credits.payment}</p>
        </Section>
        <BudgetSection />
      </div>
      {opened && <TransactionSection client={opened} address={address} />}
      <BillSection address={address} />
      {toppedUp && <TopUpDialog client={toppedUp} onClose={() => setToppedUp(undefined)} />}
    </>
  );
}
