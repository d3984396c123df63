import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { emptyUsage } from '../ledger/bills.ts';
import { monthSpan, type Span } from '../ledger/calendar.ts';
import { toUsd } from '../money.ts';
import type { ApiContext } from './context.ts';
import { findClient, knownClients, removedClient, type KnownClient } from './credits.ts';

type Parts = Pick<ApiContext, 'config' | 'ledger'>;
type Bill = OperationOutput<'credits.report'>['bills'][number];

/** A bill for each client, or for one: what a month of the machine's own calendar did to its balance, and for what. */
export function reportCredits(
  { month, client }: OperationInput<'credits.report'>,
  context: Parts,
): OperationOutput<'credits.report'> {
  const span = monthSpan(month);
  const clients = client === undefined ? clientsOf(span, context) : [findClient(client, context)];
  return { month, bills: clients.map((each) => billOf(each, span, context)) };
}

/** Also those that are known for nothing but their requests of that month. */
function clientsOf(span: Span, context: Parts): KnownClient[] {
  const known = knownClients(context);
  const ids = new Set(known.map(({ id }) => id));
  const others = context.ledger.bills.clients(span).filter((id) => !ids.has(id));
  return [...known, ...others.map(removedClient)];
}

function billOf({ id, name = id }: KnownClient, span: Span, { ledger: { bills } }: Parts): Bill {
  const { openingMicros, toppedUpMicros, correctedMicros, chargedMicros } = bills.money(id, span);
  const { total, models } = bills.usage(id, span);
  const charged = bills.chargedMicros(id, span);
  const used = new Set(models.map(({ key }) => key));
  const chargedOnly = [...charged.keys()].filter((target) => !used.has(target)).map(emptyUsage);
  const { key: _all, ...usage } = total;
  return {
    client: id,
    name,
    openingUsd: toUsd(openingMicros),
    toppedUpUsd: toUsd(toppedUpMicros),
    correctedUsd: toUsd(correctedMicros),
    chargedUsd: toUsd(chargedMicros),
    closingUsd: toUsd(openingMicros + toppedUpMicros + correctedMicros + chargedMicros),
    usage,
    models: [...models, ...chargedOnly].map((row) => ({
      ...row,
      chargedUsd: toUsd(charged.get(row.key) ?? 0),
    })),
  };
}
