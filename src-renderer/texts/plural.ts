import { once } from '../once.ts';

/** Chooses a form by the language's own rules and writes the number for `#`. */
export function createPlural(
  locale: string,
): (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) => string {
  const rules = once(() => new Intl.PluralRules(locale));
  const figures = once(() => new Intl.NumberFormat(locale));
  return (count, forms) =>
    (forms[rules().select(count)] ?? forms.other).replace('#', figures().format(count));
}
