import type { RouteName, WireName } from '../../../contract/config.ts';
import type { ConfigPath } from '../../config/config-error.ts';
import { findPreset } from '../../providers/presets.ts';
import type { Address } from './address.ts';
import { emptyDraft, type Draft, type DraftProvider, type ReadDraft, type Reading } from './draft.ts';
import { readClientToken } from './keys.ts';
import { readBaseUrl, readKeys, readTimeout, sharedFor, type SharedSettings } from './provider-parts.ts';
import { fieldsOf, listOf, millisecondsOf, modelOf, modelsOf, textOf } from './values.ts';

/** The types of providers of claude-code-mux: a preset of ours, or an address. */
const types: Readonly<
  Record<string, { preset: string; baseUrl?: string } | { wire: WireName; baseUrl: string }>
> = {
  openai: { preset: 'openai' },
  anthropic: { preset: 'anthropic' },
  'z.ai': { preset: 'zai-anthropic' },
  minimax: { preset: 'minimax-anthropic' },
  zenmux: { preset: 'anthropic-compatible', baseUrl: 'https://zenmux.ai/api/anthropic' },
  'kimi-coding': { preset: 'anthropic-compatible', baseUrl: 'https://api.kimi.com/coding' },
  openrouter: { preset: 'openrouter' },
  deepinfra: { wire: 'openai-chat', baseUrl: 'https://api.deepinfra.com/v1/openai' },
  novita: { wire: 'openai-chat', baseUrl: 'https://api.novita.ai/v3/openai' },
  baseten: { wire: 'openai-chat', baseUrl: 'https://inference.baseten.co/v1' },
  together: { preset: 'together' },
  fireworks: { preset: 'fireworks' },
  groq: { preset: 'groq' },
  nebius: { wire: 'openai-chat', baseUrl: 'https://api.studio.nebius.ai/v1' },
  cerebras: { preset: 'cerebras' },
  moonshot: { preset: 'moonshot' },
  gemini: { preset: 'gemini' },
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads the config of claude-code-mux. */
export const readClaudeCodeMux: ReadDraft = (source, reading) => {
  const { account, names } = reading;
  const draft = emptyDraft();
  const fields = fieldsOf(source);
  names.keepVisible(listOf(fields['models']).flatMap((model) => modelOf(fieldsOf(model)['name']) ?? []));
  const shared = readServer(fieldsOf(fields['server']), draft, reading);
  const providers = new Map<string, DraftProvider>();
  for (const [index, entry] of listOf(fields['providers']).entries()) {
    const provider = readProvider(fieldsOf(entry), ['providers', index], shared, reading);
    if (provider === undefined) continue;
    draft.providers.push(provider);
    providers.set(textOf(fieldsOf(entry)['name']) ?? '', provider);
  }
  const models = readModels(listOf(fields['models']), providers, draft, reading);
  readRouter(fieldsOf(fields['router']), models, draft, reading);
  account.settle(source, 'Signalbox has no such setting');
  return draft;
};

function readServer(server: Fields, draft: Draft, reading: Reading): SharedSettings {
  const { account } = reading;
  for (const name of ['host', 'port', 'public_url'])
    if (server[name] !== undefined)
      account.lose(
        ['server', name],
        'Signalbox keeps the address that it has',
        'point clients at the address of Signalbox',
      );
  if (server['log_level'] !== undefined)
    account.lose(['server', 'log_level'], 'Signalbox keeps its own log', 'see logging in config.json');
  if (textOf(server['api_key']) !== undefined)
    readClientToken(server['api_key'], ['server', 'api_key'], 'claude-code-mux', draft, reading);
  const { api_timeout_ms: answer, connect_timeout_ms: connect } = fieldsOf(server['timeouts']);
  const connectMs = millisecondsOf(connect);
  const path = ['server', 'timeouts'];
  if (connectMs !== undefined)
    account.carry(
      [...path, 'connect_timeout_ms'],
      'providers[*].timeouts.connectMs',
      'the limit on connecting',
    );
  const { timeouts } = answer === undefined ? {} : readTimeout(answer, [...path, 'api_timeout_ms'], reading);
  if (timeouts === undefined && connectMs === undefined) return {};
  return { timeouts: { ...timeouts, ...(connectMs !== undefined && { connectMs }) } };
}

function readProvider(
  fields: Fields,
  path: ConfigPath,
  shared: SharedSettings,
  reading: Reading,
): DraftProvider | undefined {
  const { account, names } = reading;
  const lose = (why: string, whatToDo: string): undefined => {
    account.lose(path, why, whatToDo);
    return undefined;
  };
  const type = textOf(fields['provider_type']) ?? '';
  const auth = textOf(fields['auth_type'])?.toLowerCase() ?? 'apikey';
  const base = Object.hasOwn(types, type) ? types[type] : undefined;
  if (fields['enabled'] === false)
    return lose('it is switched off there', 'switch it on there and import again');
  if (auth === 'oauth')
    return lose(
      'it logs in with OAuth, and a login cannot be carried',
      'add a provider with a key, or the preset claude-cli for the login of Claude Code',
    );
  if (base === undefined) return lose('Signalbox does not know this type of provider', 'add it by hand');

  const id = names.provider(textOf(fields['name']) ?? type);
  const address = readAddressOf(fields, path, id, base, reading);
  if (address === undefined) return lose('it has no address that Signalbox could call', 'add it by hand');
  account.carry([...path, 'name'], `providers.${id}`, 'the id of the provider');
  account.carry([...path, 'provider_type'], `providers.${id}`, 'where it is and what it speaks');
  for (const name of ['auth_type', 'enabled'])
    if (fields[name] !== undefined)
      account.carry([...path, name], `providers.${id}`, 'it is in use, with a key');
  const keys = readKeys([{ value: fields['api_key'], path: [...path, 'api_key'] }], id, address, reading);
  const models = modelsOf(fields['models']);
  if (models.length > 0)
    account.carry([...path, 'models'], `providers.${id}.models`, 'the models that it offers');
  return { id, ...address, keys, ...(models.length > 0 && { models }), ...sharedFor(address, shared) };
}

function readAddressOf(
  fields: Fields,
  path: ConfigPath,
  id: string,
  base: Address,
  reading: Reading,
): Address | undefined {
  if (textOf(fields['base_url']) === undefined) return base;
  const wire = base.wire ?? findPreset(base.preset ?? '')?.wire ?? 'openai-chat';
  return readBaseUrl(fields['base_url'], [...path, 'base_url'], id, wire, reading);
}

/** Reads the models, each with its mappings in the order of their priority; gives our name for each of theirs. */
function readModels(
  entries: readonly unknown[],
  providers: ReadonlyMap<string, DraftProvider>,
  draft: Draft,
  { account, names }: Reading,
): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const fields = fieldsOf(entry);
    const path: ConfigPath = ['models', index];
    const theirs = modelOf(fields['name']);
    const mappings = listOf(fields['mappings'])
      .map((mapping, place) => readMapping(fieldsOf(mapping), [...path, 'mappings', place], providers))
      .sort((one, other) => one.priority - other.priority);
    for (const { path: place, target } of mappings)
      if (target === undefined) account.lose(place, 'it names a provider that did not come over');
    const targets = mappings.flatMap(({ target }) => target ?? []);
    if (theirs === undefined || targets.length === 0) {
      account.lose(path, 'none of its providers came over');
      continue;
    }
    const name = names.model(theirs);
    known.set(theirs, name);
    account.carry([...path, 'name'], `models[${JSON.stringify(name)}]`, 'a name in models');
    for (const { path: place, target } of mappings)
      for (const field of target === undefined ? [] : ['priority', 'provider', 'actual_model'])
        account.carry(
          [...place, field],
          `models[${JSON.stringify(name)}].targets`,
          'its targets, by priority',
        );
    draft.models.set(name, { targets });
  }
  return known;
}

function readMapping(
  { provider, actual_model: actual, priority }: Fields,
  path: ConfigPath,
  providers: ReadonlyMap<string, DraftProvider>,
): { path: ConfigPath; target: string | undefined; priority: number } {
  const found = providers.get(textOf(provider) ?? '');
  const model = modelOf(actual);
  return {
    path,
    target: found && model !== undefined ? `${found.id}/${model}` : undefined,
    priority: typeof priority === 'number' && !Number.isNaN(priority) ? priority : 1,
  };
}

const routes: readonly { field: string; route: RouteName }[] = [
  { field: 'default', route: 'default' },
  { field: 'background', route: 'background' },
  { field: 'think', route: 'think' },
  { field: 'websearch', route: 'webSearch' },
];

function readRouter(
  router: Fields,
  models: ReadonlyMap<string, string>,
  draft: Draft,
  { account }: Reading,
): void {
  for (const { field, route } of routes) {
    if (textOf(router[field]) === undefined) continue;
    const use = models.get(textOf(router[field]) ?? '');
    const from = ['router', field];
    if (use === undefined) {
      account.lose(from, 'it names a model that did not come over', `set routes.${route} by hand`);
      continue;
    }
    account.speak(from);
    draft.routes.push({ from, route, use });
  }
  if (textOf(router['auto_map_regex']) !== undefined)
    account.carry(
      ['router', 'auto_map_regex'],
      'routes.default',
      'the default takes every model that nothing else here knows, so no expression is needed',
    );
  const background = textOf(router['background_regex']);
  if (background === undefined) return;
  const from = ['router', 'background_regex'];
  if (/haiku/i.test(background))
    account.carry(
      from,
      'routes.background',
      'it takes haiku models and what Claude Code marks as background work',
    );
  else
    account.lose(
      from,
      'the models that count as background work cannot be set by an expression',
      'add a rule whose when.model is a pattern with *',
    );
}
