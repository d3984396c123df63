import { headlineOf } from '../../headline.ts';
import type { Headline } from '../../headline.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import type { Format } from '../../format.ts';
import { RelativeTime } from '../../parts/values.tsx';
import type { Texts } from '../../texts/en.ts';
import './balance.css';

const minuteMs = 60_000;

/** What is left of the money, and what today cost; nothing at all where nobody can tell. */
export function Balance() {
  const { popover, common } = useTexts();
  const format = useFormat();
  const credits = useOperation('credits.list', {}, { everyMs: minuteMs }).data?.clients;
  const balances = useOperation('providers.balance', {}, { everyMs: 5 * minuteMs }).data?.providers;
  const today = useOperation('usage.summary', { days: 1, by: 'day' }, { everyMs: minuteMs }).data?.total;
  const headline = headlineOf({ credits, balances, today });
  if (!headline) return null;
  const { figure, label } = wordsFor(headline, popover, format);
  return (
    <section className="balance" aria-label={popover.balance.label}>
      <p className="balance-line" data-state={headline.kind === 'credit' ? headline.state : 'ok'}>
        <span className="balance-figure">{figure}</span>
        <span className="balance-label">{label}</span>
      </p>
      {today && (
        <p className="balance-aside">
          {headline.kind !== 'today' && `${popover.balance.aside(format.money(today.costUsd))} · `}
          {common.requests(today.requests)}
        </p>
      )}
      {headline.kind === 'provider' && headline.isOld && <OldSince provider={headline.provider} />}
    </section>
  );
}

/** A balance that could not be asked anew says how old it is. */
function OldSince({ provider }: { provider: string }) {
  const told = useOperation('providers.balance', {}).data?.providers.find(({ id }) => id === provider);
  if (!told || told.atMs === null) return null;
  return (
    <p className="balance-aside" title={told.note ?? undefined}>
      <RelativeTime atMs={told.atMs} />
    </p>
  );
}

function wordsFor(
  headline: Headline,
  { balance }: Texts['popover'],
  format: Format,
): { figure: string; label: string } {
  if (headline.kind === 'today') return { figure: format.money(headline.usd), label: balance.today };
  if (headline.kind === 'provider') {
    const { amount, currency, provider } = headline;
    return { figure: format.amount(amount, currency), label: balance.provider(provider) };
  }
  const { usd, client, state } = headline;
  const label = state === 'refused' ? balance.exhausted(client) : balance.credit(client);
  return { figure: format.money(usd), label };
}
