import { useNow } from '../hooks/use-now.ts';
import { useFormat, useTexts } from '../hooks/use-texts.ts';
import './values.css';

/** US dollars; a dash where nobody knows. */
export function Money({ usd }: { usd: number | null }) {
  return <Known value={usd}>{useFormat().money(usd)}</Known>;
}

/** A share in percent; a dash where nobody knows. */
export function Share({ share }: { share: number | null }) {
  return <Known value={share}>{useFormat().percent(share)}</Known>;
}

/** A count of tokens, short where it is large, in full as its hint. */
export function Tokens({ count }: { count: number | null }) {
  const format = useFormat();
  return (
    <Known value={count} title={format.count(count)}>
      {format.tokens(count)}
    </Known>
  );
}

/** How long ago something was, with the time itself as its hint. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const format = useFormat();
  const nowMs = useNow();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={format.time(atMs)}>
      {format.ago(atMs, nowMs)}
    </time>
  );
}

/** A target or a name of the config: the model's own name stands out, and where it is comes after it. */
export function ModelName({ name }: { name: string }) {
  const { model, origin } = partsOfName(name);
  return (
    <span className="model-name" title={name}>
      <span className="model-name-model">{model}</span>
      {origin && <span className="model-name-origin">{origin}</span>}
    </span>
  );
}

/** `provider/vendor/model` cut into the model and what stands before it. */
export function partsOfName(name: string): { model: string; origin: string } {
  const cut = name.lastIndexOf('/');
  return { model: name.slice(cut + 1), origin: name.slice(0, Math.max(0, cut)) };
}

function Known({ value, title, children }: { value: number | null; title?: string; children: string }) {
  const { common } = useTexts();
  if (value !== null) return <span title={title}>{children}</span>;
  return (
    <span title={common.unknown}>
      <span aria-hidden="true">{children}</span>
      <span className="unseen">{common.unknown}</span>
    </span>
  );
}
