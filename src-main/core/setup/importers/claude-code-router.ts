import type { ConfigPath } from '../../config/config-error.ts';
import type { WireName } from '../../../contract/config.ts';
import { isEmpty } from './account.ts';
import { emptyDraft, type Draft, type DraftProvider, type ReadDraft, type Reading } from './draft.ts';
import { readHeaders } from './headers.ts';
import { readClientToken } from './keys.ts';
import { readPricing } from './prices.ts';
import {
  readBaseUrl,
  readKeys,
  readProxy,
  readTimeout,
  sharedFor,
  type SharedSettings,
} from './provider-parts.ts';
import { TargetNames } from './target-names.ts';
import { readRouter } from './claude-code-router-routes.ts';
import { readProfiles } from './claude-code-router-profiles.ts';
import { readTransformers } from './claude-code-router-transformers.ts';
import { fieldsOf, listOf, modelsOf, textOf } from './values.ts';

/** Settings that have no counterpart, and why. */
const leftBehind: readonly { name: string; why: string; whatToDo?: string }[] = [
  ...['HOST', 'PORT', 'gateway', 'routerEndpoint'].map((name) => ({
    name,
    why: 'Signalbox keeps the address that it has',
    whatToDo: 'point clients at the address of Signalbox',
  })),
  ...['LOG', 'LOG_LEVEL', 'observability'].map((name) => ({
    name,
    why: 'Signalbox keeps its own log',
    whatToDo: 'see logging in config.json',
  })),
  {
    name: 'CUSTOM_ROUTER_PATH',
    why: 'a program that routes cannot be carried',
    whatToDo: 'write what it decides as rules',
  },
  { name: 'transformers', why: 'programs that change requests cannot be carried' },
  { name: 'plugins', why: 'programs cannot be carried' },
  { name: 'providerPlugins', why: 'programs cannot be carried' },
  { name: 'REWRITE_SYSTEM_PROMPT', why: 'Signalbox never changes a system prompt' },
  {
    name: 'NON_INTERACTIVE_MODE',
    why: 'Signalbox asks nothing at the terminal, so there is nothing to switch off',
  },
  { name: 'HOT_RELOAD', why: 'Signalbox always takes changes of its config over at once' },
  {
    name: 'forceUseImageAgent',
    why: 'images go to the route for images as they are, without an agent between',
  },
  { name: 'proxy', why: 'Signalbox does not intercept the traffic of other programs' },
];

/** Reads the config of claude-code-router: version 1 and 2 as in config.json, version 3 as in its database. */
export const readClaudeCodeRouter: ReadDraft = (source, reading) => {
  const { account } = reading;
  const draft = emptyDraft();
  const fields = fieldsOf(source);
  const shared: SharedSettings = {
    ...(textOf(fields['PROXY_URL']) !== undefined && readProxy(fields['PROXY_URL'], ['PROXY_URL'], reading)),
    ...(fields['API_TIMEOUT_MS'] !== undefined &&
      readTimeout(fields['API_TIMEOUT_MS'], ['API_TIMEOUT_MS'], reading)),
  };
  const targets = new TargetNames();
  const list = fields['Providers'] === undefined ? 'providers' : 'Providers';
  for (const [index, entry] of listOf(fields[list]).entries()) {
    const provider = readProvider(entry, [list, index], shared, reading);
    if (provider === undefined) continue;
    draft.providers.push(provider);
    targets.add(textOf(fieldsOf(entry)['name']) ?? '', provider);
  }
  readTokens(fields, draft, reading);
  readRouter(fields, targets, draft, reading);
  readProfiles(fields, targets, draft, reading);
  for (const { name, why, whatToDo } of leftBehind)
    if (!isEmpty(fields[name])) account.lose([name], why, whatToDo);
  account.settle(fields['profile'], 'it is about how claude-code-router starts its clients', ['profile']);
  account.settle(source, 'Signalbox has no such setting');
  return draft;
};

const wires: Readonly<Record<string, WireName>> = {
  openai_chat_completions: 'openai-chat',
  openai_responses: 'openai-responses',
  anthropic_messages: 'anthropic',
  gemini_generate_content: 'gemini',
};

function readProvider(
  entry: unknown,
  path: ConfigPath,
  shared: SharedSettings,
  reading: Reading,
): DraftProvider | undefined {
  const { account, names } = reading;
  const fields = fieldsOf(entry);
  if (fields['enabled'] === false) {
    account.lose(path, 'it is switched off there');
    return undefined;
  }
  const id = names.provider(textOf(fields['name']) ?? 'provider');
  const transformers = readTransformers(fields['transformer'], [...path, 'transformer'], id, reading);
  const type = textOf(fields['type']) ?? '';
  const urlName =
    ['api_base_url', 'baseUrl', 'baseurl'].find((name) => textOf(fields[name])) ?? 'api_base_url';
  const assumed = wires[type] ?? transformers.wire ?? 'openai-chat';
  const address = readBaseUrl(fields[urlName], [...path, urlName], id, assumed, reading);
  if (address === undefined) {
    account.lose(path, 'it has no address that Signalbox could call', 'add the provider by hand');
    return undefined;
  }
  account.carry([...path, 'name'], `providers.${id}`, 'the id of the provider');
  readUse(fields, path, id, reading);
  if (type !== '') account.carry([...path, 'type'], `providers.${id}.wire`, 'the protocol that it speaks');
  const keys = readKeys(keysOf(fields, path), id, address, reading);
  const models = modelsOf(fields['models']);
  if (models.length > 0)
    account.carry([...path, 'models'], `providers.${id}.models`, 'the models that it offers');
  const headers = readHeaders(fields['extraHeaders'], [...path, 'extraHeaders'], id, reading);
  const prices = readPricing(fields['modelMetadata'], [...path, 'modelMetadata'], id, reading);
  return {
    id,
    ...address,
    keys,
    ...(models.length > 0 && { models }),
    ...(Object.keys(headers).length > 0 && { headers: { force: headers } }),
    ...(Object.keys(prices).length > 0 && { prices }),
    ...sharedFor(address, shared),
  };
}

/** What is switched off stays behind; of the rest it is said that it is in use. */
function readUse(
  fields: Readonly<Record<string, unknown>>,
  path: ConfigPath,
  id: string,
  { account }: Reading,
): void {
  if (fields['enabled'] !== undefined) account.carry([...path, 'enabled'], `providers.${id}`, 'it is in use');
  for (const [index, credential] of listOf(fields['credentials']).entries()) {
    const { enabled } = fieldsOf(credential);
    const place = [...path, 'credentials', index];
    if (enabled === false) account.lose(place, 'it is switched off there');
    else if (enabled !== undefined)
      account.carry([...place, 'enabled'], `providers.${id}.keys`, 'it is in use');
  }
}

/** The keys of a provider: one, and in version 3 further ones that share the load. */
function keysOf(
  fields: Readonly<Record<string, unknown>>,
  path: ConfigPath,
): { value: unknown; path: ConfigPath }[] {
  const places = [
    { value: fields, path },
    ...listOf(fields['credentials']).flatMap((value, index) =>
      fieldsOf(value)['enabled'] === false ? [] : [{ value, path: [...path, 'credentials', index] }],
    ),
  ];
  return places.flatMap((place) =>
    ['api_key', 'apiKey', 'apikey'].map((name) => ({
      value: fieldsOf(place.value)[name],
      path: [...place.path, name],
    })),
  );
}

function readTokens(fields: Readonly<Record<string, unknown>>, draft: Draft, reading: Reading): void {
  if (textOf(fields['APIKEY']) !== undefined)
    readClientToken(fields['APIKEY'], ['APIKEY'], 'claude-code-router', draft, reading);
  for (const [index, row] of listOf(fields['api_keys']).entries()) {
    const { name, encrypted_key: key, encryption } = fieldsOf(row);
    const path: ConfigPath = ['api_keys', index];
    if (encryption !== undefined && encryption !== 'plain') {
      reading.account.lose(path, 'it is encrypted there', 'give the client a token of Signalbox');
    } else {
      reading.account.carry([...path, 'name'], 'clients', 'the id of the client');
      readClientToken(key, [...path, 'encrypted_key'], textOf(name) ?? 'claude-code-router', draft, reading);
    }
  }
}
