import type { ConfigPath } from '../../config/config-error.ts';
import type { DraftProvider, Reading } from './draft.ts';
import { findEndpoint, type Endpoints } from './litellm-endpoint.ts';
import { splitModel } from './litellm-providers.ts';
import { perToken, readPrice } from './prices.ts';
import { fieldsOf, modelOf, numberOf, textOf } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One entry of `model_list` that came over. */
export interface Deployment {
  /** The name that clients ask for. */
  group: string;
  target: string;
  weight: number | undefined;
  order: number | undefined;
  provider: DraftProvider;
  /** The most requests per minute, and where that is said. */
  limit: { path: ConfigPath; value: number } | undefined;
}

/**
 * Reads a deployment: deployments with one address and one key share a provider. Undefined where it cannot come over,
 * which the account then says.
 */
export function readDeployment(
  entry: unknown,
  path: ConfigPath,
  endpoints: Endpoints,
  variables: Fields,
  reading: Reading,
): Deployment | undefined {
  const { account } = reading;
  const { model_name: name, litellm_params: given, model_info: info } = fieldsOf(entry);
  const params = fieldsOf(given);
  const at: ConfigPath = [...path, 'litellm_params'];
  const lose = (why: string, whatToDo?: string): undefined => {
    account.lose(path, why, whatToDo);
    return undefined;
  };
  const mode = textOf(fieldsOf(info)['mode']);
  if (mode !== undefined && !['chat', 'responses', 'completion'].includes(mode))
    return lose('it is not for chat, and Signalbox serves nothing else');
  const group = modelOf(name);
  const full = modelOf(params['model']);
  if (group === undefined || full === undefined) return lose('it lacks model_name or litellm_params.model');
  const { prefix, provider: kind, model } = splitModel(full, textOf(params['custom_llm_provider']));
  if (kind.kind === 'none') return lose(kind.why);
  if (model === '') return lose('it lacks the name of the model');
  const isPassedOn = model.includes('*');
  if (isPassedOn && group !== full)
    return lose(
      'a name that is passed on as the client wrote it cannot be carried',
      'ask for provider/model, or name each model in models',
    );

  const provider = findEndpoint(params, at, { prefix, kind, model }, endpoints, variables, reading);
  if (typeof provider === 'string') return lose(provider, 'add the provider by hand');
  account.carry([...at, 'model'], `providers.${provider.id}`, 'the provider and its model');
  readPrices(params, info, path, model, provider, reading);
  for (const field of ['weight', 'order'])
    if (params[field] !== undefined) account.carry([...at, field], 'models', 'how the targets take turns');
  if (params['custom_llm_provider'] !== undefined)
    account.carry([...at, 'custom_llm_provider'], `providers.${provider.id}`, 'the provider');
  if (mode !== undefined)
    account.carry([...path, 'model_info', 'mode'], `providers.${provider.id}`, 'it is for chat');
  if (isPassedOn) {
    account.carry(
      [...path, 'model_name'],
      `providers.${provider.id}`,
      `clients ask for ${provider.id}/MODEL`,
    );
    return undefined;
  }
  account.carry([...path, 'model_name'], 'models', `the name ${JSON.stringify(group)}`);
  const rpm = numberOf(params['rpm']);
  return {
    group,
    target: `${provider.id}/${model}`,
    weight: numberOf(params['weight']),
    order: numberOf(params['order']),
    provider,
    limit: rpm === undefined ? undefined : { path: [...at, 'rpm'], value: Math.ceil(rpm) },
  };
}

function readPrices(
  params: Fields,
  info: unknown,
  path: ConfigPath,
  model: string,
  provider: DraftProvider,
  reading: Reading,
): void {
  const price =
    readPrice(params, [...path, 'litellm_params'], provider.id, perToken, 1e6, reading) ??
    readPrice(fieldsOf(info), [...path, 'model_info'], provider.id, perToken, 1e6, reading);
  if (price !== undefined) provider.prices = { ...provider.prices, [model]: price };
}
