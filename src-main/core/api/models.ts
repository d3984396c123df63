import type { Config } from '../../contract/config.ts';
import type { ModelRow, OperationOutput } from '../../contract/operations.ts';
import { isPattern } from '../routing/pattern.ts';
import type { ApiContext } from './context.ts';

/** Every name of the config, then every model that a provider has, with what is known of each. */
export function listModels({ config, upstreams, aboutModel }: ApiContext): OperationOutput<'models.list'> {
  const { models } = config.current();
  const named = Object.keys(models)
    .filter((name) => !isPattern(name))
    .map((name) => row(name, null, firstTargetOf(models, name)));
  const known = [...upstreams.knownModels()].flatMap(([provider, ids]) =>
    ids.map((id) => row(`${provider}/${id}`, provider, `${provider}/${id}`)),
  );
  return { models: [...named, ...known] };

  function row(name: string, provider: string | null, target: string | null): ModelRow {
    const facts = target === null ? { contextTokens: null, price: null } : aboutModel(target);
    return { name, provider, target, ...facts };
  }
}

/** The most context that a name of the config or a target takes, as `/v1/models` tells it; null where it is not known. */
export function contextTokensOf({ config, aboutModel }: ApiContext, name: string): number | null {
  const { models } = config.current();
  return aboutModel(firstTargetOf(models, name) ?? name).contextTokens;
}

function firstTargetOf(models: Config['models'], name: string): string | null {
  const [first] = (Object.hasOwn(models, name) ? models[name]?.targets : undefined) ?? [];
  return typeof first === 'object' ? first.target : (first ?? null);
}
