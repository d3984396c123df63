const longest = 60;
/** The prefix under which the models are listed to Claude Code. */
const reserved = ['claude-signalbox'];

/** Gives the things of an import names that are free in the config that they go into. */
export class Names {
  readonly #ids: Set<string>;
  readonly #clients: Set<string>;
  readonly #models: Set<string>;
  readonly #rules: Set<string>;
  /** Ids that would stand before a model's own name and so hide it. */
  readonly #hiding = new Set<string>();

  constructor(taken: { providers: string[]; clients: string[]; models: string[]; rules: string[] }) {
    this.#ids = new Set([...taken.providers, ...reserved]);
    this.#clients = new Set(taken.clients);
    this.#models = new Set(taken.models);
    this.#rules = new Set(taken.rules);
  }

  /** A provider's id: the name in small letters, digits and dashes. */
  provider(name: string): string {
    return take(slug(name), this.#ids, (id) => this.#hiding.has(id));
  }

  client(name: string): string {
    return take(slug(name), this.#clients);
  }

  rule(name: string): string {
    return take(name, this.#rules);
  }

  /** Keeps the first segments of these names of models from becoming ids of providers, behind which they would be hidden. */
  keepVisible(models: readonly string[]): void {
    for (const name of models) if (name.includes('/')) this.#hiding.add(slug(firstSegment(name)));
  }

  /** A name in `models`; slashes become dashes where the name would read as a model of a provider. */
  model(name: string): string {
    const isHidden = name.includes('/') && this.#ids.has(firstSegment(name));
    return take(isHidden ? name.replaceAll('/', '-') : name, this.#models);
  }
}

function take(
  wanted: string,
  taken: Set<string>,
  isRefused: (name: string) => boolean = () => false,
): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (taken.has(name) || isRefused(name)) continue;
    taken.add(name);
    return name;
  }
}

function firstSegment(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

function slug(name: string): string {
  const dashed = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  return dashed === '' ? 'imported' : dashed;
}
