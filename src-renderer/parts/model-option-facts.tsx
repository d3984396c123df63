import { useFormat, useTexts } from '../hooks/use-texts.ts';
import type { ModelOption } from '../model-options.ts';

/** What is known of a model, in one quiet line: where a name leads, how much it reads, what it costs. */
export function ModelOptionFacts({ option: { name, row } }: { option: ModelOption }) {
  const format = useFormat();
  const { common } = useTexts();
  if (!row) return null;
  const { target, contextTokens, price } = row;
  const facts = [
    target !== null && target !== name && `→ ${target}`,
    contextTokens !== null && common.tokens(format.tokens(contextTokens)),
    price && `${format.money(price.input)} / ${format.money(price.output)}`,
  ].filter((fact) => typeof fact === 'string');
  return facts.length > 0 && <span className="model-picker-facts">{facts.join(' · ')}</span>;
}
