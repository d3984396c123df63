import type { ConfigPath } from '../../config/config-error.ts';
import type { WireName } from '../../../contract/config.ts';
import type { Address } from './address.ts';
import type { ReadProvider, Roles } from './cc-switch-provider.ts';
import { readBaseUrl, readKeys, readTimeout } from './provider-parts.ts';
import { fieldsOf, modelOf, textOf } from './values.ts';

/** What a variable of Claude Code names a model for; the first of a role that is set counts. */
const roleVariables = [
  ['main', 'ANTHROPIC_MODEL'],
  ['opus', 'ANTHROPIC_DEFAULT_OPUS_MODEL'],
  ['sonnet', 'ANTHROPIC_DEFAULT_SONNET_MODEL'],
  ['haiku', 'ANTHROPIC_DEFAULT_HAIKU_MODEL'],
  ['haiku', 'ANTHROPIC_SMALL_FAST_MODEL'],
  ['subagent', 'CLAUDE_CODE_SUBAGENT_MODEL'],
] as const;

const formats: Readonly<Record<string, WireName>> = {
  anthropic: 'anthropic',
  openai_chat: 'openai-chat',
  openai_responses: 'openai-responses',
};

/** Reads a provider of Claude Code: what it puts into the environment of the client. */
export const readClaudeProvider: ReadProvider = (entry, path, reading) => {
  const { account, names } = reading;
  const at: ConfigPath = [...path, 'settingsConfig', 'env'];
  const env = fieldsOf(fieldsOf(entry['settingsConfig'])['env']);
  const keyNames = ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'].filter(
    (name) => textOf(env[name]) !== undefined,
  );
  const hasAddress = textOf(env['ANTHROPIC_BASE_URL']) !== undefined;
  if (!hasAddress && keyNames.length === 0) {
    const whatToDo = 'add the preset anthropic without keys: it passes on the login of the client';
    account.lose(path, 'it is a login with an account, and a login cannot be carried', whatToDo);
    return undefined;
  }
  const id = names.provider(textOf(entry['name']) ?? 'claude');
  const wire = formats[textOf(fieldsOf(entry['meta'])['apiFormat']) ?? ''];
  const address: Address | undefined = hasAddress
    ? readBaseUrl(env['ANTHROPIC_BASE_URL'], [...at, 'ANTHROPIC_BASE_URL'], id, wire ?? 'anthropic', reading)
    : { preset: 'anthropic' };
  if (address === undefined) {
    account.lose(path, 'it has no address that Signalbox could call', 'add the provider by hand');
    return undefined;
  }
  if (wire !== undefined)
    account.carry([...path, 'meta', 'apiFormat'], `providers.${id}`, 'the protocol that it speaks');
  const keys = readKeys(
    keyNames.map((name) => ({ value: env[name], path: [...at, name] })),
    id,
    address,
    reading,
  );

  if (
    address.preset === 'anthropic-compatible' &&
    keyNames.includes('ANTHROPIC_AUTH_TOKEN') &&
    keys.length > 0
  )
    account.lose(
      [...at, 'ANTHROPIC_AUTH_TOKEN'],
      'the key came over, but it is sent as x-api-key rather than as Authorization',
      `test the provider "${id}": most endpoints take both`,
    );

  const roles: Roles = {};
  for (const [role, name] of roleVariables) {
    // Claude Code marks a large window so, and takes the mark off before it asks.
    const model = modelOf(textOf(env[name])?.replace(/\[1m\]$/, ''));
    if (model === undefined) continue;
    account.carry([...at, name], `providers.${id}.models`, 'a model that it offers');
    roles[role] ??= { use: `${id}/${model}`, from: [...at, name] };
  }
  const models = Object.values(roles).map(({ use }) => use.slice(id.length + 1));
  const timeout = env['API_TIMEOUT_MS'];
  const time = timeout === undefined ? {} : readTimeout(timeout, [...at, 'API_TIMEOUT_MS'], reading);
  for (const name of Object.keys(env))
    if (name.startsWith('CLAUDE_CODE_') && name !== 'CLAUDE_CODE_SUBAGENT_MODEL')
      account.lose(
        [...at, name],
        'it is a setting of Claude Code itself',
        'set it in the settings of Claude Code',
      );
  return {
    provider: { id, ...address, keys, ...(models.length > 0 && { models: [...new Set(models)] }), ...time },
    roles,
  };
};
