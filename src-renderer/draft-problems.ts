import { priceFields } from './provider-draft.ts';
import type { Pair, ProviderDraft, Row, TypedPrice } from './provider-draft.ts';
import { isNumber, isReadable, lineFields, readJson } from './typed-lines.ts';

/** Not JSON, not a number, a name that stands twice, or nothing where something is needed. */
export type DraftProblem = 'json' | 'number' | 'twice' | 'empty';

/** What can be seen to be wrong without asking, by place. */
export function problemsOf(draft: ProviderDraft): Map<string, DraftProblem> {
  const problems = new Map<string, DraftProblem>();
  for (const field of lineFields) {
    if (!isReadable(field, draft.lines[field].trim())) problems.set(field, 'number');
  }
  draft.transforms.forEach(({ kind, value }, index) => {
    if (kind === 'set' && readJson(value) === undefined) problems.set(`transforms[${index}].value`, 'json');
  });
  draft.prices.forEach((price) => {
    const place = pricePlace(price);
    if (price.pattern.trim() === '') problems.set(place, 'empty');
    else if (draft.prices.some((other) => other.row !== price.row && other.pattern === price.pattern))
      problems.set(place, 'twice');
    for (const name of priceFields) {
      const isOptional = name !== 'input' && name !== 'output';
      if (!(isOptional && price[name].trim() === '') && !isNumber(price[name]))
        problems.set(`${place}.${name}`, 'number');
    }
  });
  for (const list of ['add', 'force'] as const) {
    for (const { row, name } of draft[list]) {
      const isTwice = draft[list].some((other) => other.row !== row && other.name === name);
      if (name.trim() === '') problems.set(pairPlace(list, { row, name }), 'empty');
      else if (isTwice) problems.set(pairPlace(list, { row, name }), 'twice');
    }
  }
  return problems;
}

/** Where the core places what it says of a header; a row of its own while it has no name that is its alone. */
export function pairPlace(list: 'add' | 'force', { name }: Pick<Row<Pair>, 'row' | 'name'>): string {
  return `headers.${list}${/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`}`;
}

/** Where the core places what it says of a price. */
export function pricePlace({ pattern }: Pick<TypedPrice, 'pattern'>): string {
  return `prices${/^[A-Za-z_$][\w$]*$/.test(pattern) ? `.${pattern}` : `[${JSON.stringify(pattern)}]`}`;
}
