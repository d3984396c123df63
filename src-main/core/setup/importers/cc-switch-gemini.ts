import type { ConfigPath } from '../../config/config-error.ts';
import type { Address } from './address.ts';
import type { ReadProvider } from './cc-switch-provider.ts';
import { readBaseUrl, readKeys } from './provider-parts.ts';
import { fieldsOf, modelOf, textOf } from './values.ts';

/** Reads a provider of the Gemini CLI: what it puts into the environment of the client. */
export const readGeminiProvider: ReadProvider = (entry, path, reading) => {
  const { account, names } = reading;
  const at: ConfigPath = [...path, 'settingsConfig', 'env'];
  const env = fieldsOf(fieldsOf(entry['settingsConfig'])['env']);
  const keyNames = ['GEMINI_API_KEY', 'GOOGLE_API_KEY'].filter((name) => textOf(env[name]) !== undefined);
  if (keyNames.length === 0) {
    account.lose(
      path,
      'it is a login with an account, and a login cannot be carried',
      'add the preset gemini with a key',
    );
    return undefined;
  }
  const id = names.provider(textOf(entry['name']) ?? 'gemini');
  const given = textOf(env['GOOGLE_GEMINI_BASE_URL']);
  const address: Address | undefined =
    given === undefined
      ? { preset: 'gemini' }
      : // The CLI adds the version itself.
        readBaseUrl(
          `${given.replace(/\/+$/, '')}/v1beta`,
          [...at, 'GOOGLE_GEMINI_BASE_URL'],
          id,
          'gemini',
          reading,
        );
  if (address === undefined) {
    account.lose(path, 'it has no address that Signalbox could call', 'add the provider by hand');
    return undefined;
  }
  const keys = readKeys(
    keyNames.map((name) => ({ value: env[name], path: [...at, name] })),
    id,
    address,
    reading,
  );
  const model = modelOf(env['GEMINI_MODEL']);
  const from: ConfigPath = [...at, 'GEMINI_MODEL'];
  if (model !== undefined) account.carry(from, `providers.${id}.models`, 'a model that it offers');
  return {
    provider: { id, ...address, keys, ...(model !== undefined && { models: [model] }) },
    roles: model === undefined ? {} : { main: { use: `${id}/${model}`, from } },
  };
};
