import type { ConfigPath } from '../../config/config-error.ts';
import type { ReadProvider } from './cc-switch-provider.ts';
import { readKey } from './keys.ts';
import { readBaseUrl, readKeys } from './provider-parts.ts';
import { fieldsOf, modelOf, textOf } from './values.ts';

/** Reads a provider of Codex: its key, and the config that it writes for the client, taken apart. */
export const readCodexProvider: ReadProvider = (entry, path, reading) => {
  const { account, names } = reading;
  const at: ConfigPath = [...path, 'settingsConfig'];
  const { auth, config } = fieldsOf(entry['settingsConfig']);
  const codex = fieldsOf(config);
  const chosen = textOf(codex['model_provider']) ?? 'openai';
  const endpoint = fieldsOf(fieldsOf(codex['model_providers'])[chosen]);
  const place: ConfigPath = [...at, 'config', 'model_providers', chosen];
  const { OPENAI_API_KEY: key } = fieldsOf(auth);
  const variable = textOf(endpoint['env_key']);
  if (textOf(key) === undefined && textOf(endpoint['base_url']) === undefined) {
    const whatToDo = 'add the preset openai-responses with a key';
    account.lose(path, 'it is a login with an account, and a login cannot be carried', whatToDo);
    return undefined;
  }
  const id = names.provider(textOf(entry['name']) ?? 'codex');
  const wire = endpoint['wire_api'] === 'chat' ? 'openai-chat' : 'openai-responses';
  const address =
    endpoint['base_url'] === undefined
      ? { preset: 'openai-responses' }
      : readBaseUrl(endpoint['base_url'], [...place, 'base_url'], id, wire, reading);
  if (address === undefined) {
    account.lose(path, 'it has no address that Signalbox could call', 'add the provider by hand');
    return undefined;
  }
  if (codex['model_provider'] !== undefined)
    account.carry([...at, 'config', 'model_provider'], `providers.${id}`, 'where it is');
  if (endpoint['wire_api'] !== undefined)
    account.carry([...place, 'wire_api'], `providers.${id}`, 'the protocol that it speaks');
  const keys = readKeys(
    [
      { value: key, path: [...at, 'auth', 'OPENAI_API_KEY'] },
      { value: endpoint['experimental_bearer_token'], path: [...place, 'experimental_bearer_token'] },
    ],
    id,
    address,
    reading,
  );
  const named =
    variable === undefined
      ? undefined
      : readKey(`$${variable}`, [...place, 'env_key'], `providers.${id}.keys`, reading);
  const model = modelOf(codex['model']);
  const from: ConfigPath = [...at, 'config', 'model'];
  if (model !== undefined) account.carry(from, `providers.${id}.models`, 'a model that it offers');
  return {
    provider: {
      id,
      ...address,
      keys: keys.length > 0 || named === undefined ? keys : [named],
      ...(model !== undefined && { models: [model] }),
    },
    roles: model === undefined ? {} : { main: { use: `${id}/${model}`, from } },
  };
};
