import type { DraftProvider } from './draft.ts';
import { modelOf, textOf } from './values.ts';

/** Knows the providers of a source by the names that they have there, and reads what its routes name. */
export class TargetNames {
  readonly #providers = new Map<string, DraftProvider>();

  add(name: string, provider: DraftProvider): void {
    this.#providers.set(name, provider);
  }

  /** The target that `provider,model` or `provider/model` of the source is here; undefined for a provider that did not come over. */
  find(text: unknown): string | undefined {
    const named = textOf(text) ?? '';
    for (const separator of [',', '/']) {
      const at = named.indexOf(separator);
      const provider = at < 0 ? undefined : this.#providers.get(named.slice(0, at).trim());
      const model = modelOf(named.slice(at + 1));
      if (provider && model !== undefined) return `${provider.id}/${model}`;
    }
    return undefined;
  }

  /** The first model of a provider, where the source says which it has. */
  firstModelOf(name: string): string | undefined {
    const provider = this.#providers.get(name);
    const [model] = provider?.models ?? [];
    return provider && model !== undefined ? `${provider.id}/${model}` : undefined;
  }
}
