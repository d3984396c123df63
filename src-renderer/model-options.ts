import type { ModelRow, OperationOutput } from '../src-main/contract/operations.ts';
import { knownTargets } from './known-targets.ts';

/** Something that a route may be set to. */
export interface ModelOption {
  /** A name of the config, or `provider/model`. */
  name: string;
  /** Null for a name of the config. */
  provider: string | null;
  /** What is known of the model; undefined where only its name is. */
  row?: ModelRow;
}

/** The options in one order: names of the person's own first, then by provider as the config lists them. */
export function modelOptions(
  config: OperationOutput<'config.get'> | undefined,
  models: readonly ModelRow[] = [],
): ModelOption[] {
  const known = new Map<string, ModelOption>();
  for (const name of config ? knownTargets(config) : []) {
    const cut = name.indexOf('/');
    known.set(name, { name, provider: cut < 0 ? null : name.slice(0, cut) });
  }
  for (const row of models) known.set(row.name, { name: row.name, provider: row.provider, row });
  const groups = Map.groupBy(known.values(), ({ provider }) => provider);
  return [...(groups.get(null) ?? []), ...[...groups].flatMap(([id, group]) => (id === null ? [] : group))];
}

/** The options in whose name every word of the search stands, in any order. */
export function searchOptions<Option extends { name: string }>(
  options: readonly Option[],
  search: string,
): Option[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
