import type { ConfigPath } from '../../config/config-error.ts';
import { emptyDraft, type Draft, type ModelInput, type ReadDraft, type Reading } from './draft.ts';
import { readClientToken } from './keys.ts';
import { readDeployment, type Deployment } from './litellm-deployment.ts';
import type { Endpoints } from './litellm-endpoint.ts';
import { readFallbacks, type Fallbacks } from './litellm-fallbacks.ts';
import { readTimeout, type SharedSettings } from './provider-parts.ts';
import { fieldsOf, listOf, modelOf, textOf } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

const mostAttempts = 20;

/** Reads the config of LiteLLM's proxy. */
export const readLitellm: ReadDraft = (source, reading) => {
  const { account, names } = reading;
  const draft = emptyDraft();
  const fields = fieldsOf(source);
  const entries = listOf(fields['model_list']);
  const variables = fieldsOf(fields['environment_variables']);
  names.keepVisible(
    entries
      .flatMap((entry) => modelOf(fieldsOf(entry)['model_name']) ?? [])
      .filter((name) => !name.includes('*')),
  );
  const endpoints: Endpoints = new Map();
  const deployments = entries.flatMap(
    (entry, index) => readDeployment(entry, ['model_list', index], endpoints, variables, reading) ?? [],
  );
  readLimits(deployments, reading);
  const shared = readShared(fields, reading);
  draft.providers = [...endpoints.values()].map((provider) => ({ ...shared, ...provider }));
  readGroups(deployments, readFallbacks(fields, reading), fields, draft, reading);
  readGeneral(fieldsOf(fields['general_settings']), draft, reading);
  for (const name of Object.keys(variables))
    account.lose(
      ['environment_variables', name],
      'variables are not set by config.json',
      'keys that use it came over; set it where Signalbox runs if you need it for more',
    );
  account.settle(source, 'Signalbox has no such setting');
  return draft;
};

/** A limit is a provider's here: it comes over where the provider has one deployment only. */
function readLimits(deployments: readonly Deployment[], { account }: Reading): void {
  for (const { provider, limit } of deployments) {
    if (limit === undefined) continue;
    if (deployments.filter((other) => other.provider === provider).length > 1) {
      account.lose(limit.path, 'limits are set for a provider as a whole', 'see limits of the provider');
      continue;
    }
    account.carry(
      limit.path,
      `providers.${provider.id}.limits.requestsPerMinute`,
      'the limit of the provider',
    );
    provider.limits = { requestsPerMinute: limit.value };
  }
}

/** Settings of the router or of the library that each provider has here. */
function readShared(source: Fields, reading: Reading): SharedSettings {
  const { account } = reading;
  const places = ['router_settings', 'litellm_settings'];
  const find = (names: readonly string[]) =>
    places
      .flatMap((place) => names.map((name): ConfigPath => [place, name]))
      .map((path) => ({ path, value: fieldsOf(source[String(path[0])])[String(path[1])] }))
      .filter(({ value }) => value !== undefined);
  const [time, ...otherTimes] = find(['timeout', 'request_timeout']);
  const [retries, ...otherRetries] = find(['num_retries']);
  for (const { path } of [...otherTimes, ...otherRetries]) account.lose(path, 'the same is set elsewhere');
  const timeouts = time ? readTimeout(time.value, time.path, reading, 1000) : {};
  if (retries === undefined) return timeouts;
  if (typeof retries.value !== 'number' || !(retries.value >= 0)) {
    account.lose(retries.path, 'it is not a number');
    return timeouts;
  }
  account.carry(retries.path, 'providers[*].retry.attempts', 'the first call and its repetitions');
  return { ...timeouts, retry: { attempts: Math.min(mostAttempts, Math.round(retries.value) + 1) } };
}

function readGroups(
  deployments: readonly Deployment[],
  fallbacks: Fallbacks,
  source: Fields,
  draft: Draft,
  reading: Reading,
): void {
  const { account, names } = reading;
  const groups = Map.groupBy(deployments, ({ group }) => group);
  const ours = new Map([...groups.keys()].map((group) => [group, names.model(group)]));
  for (const [group, members] of groups) {
    const entry = balance(members);
    const own = fallbacks.of(group);
    const targets = own.flatMap(({ to, path }) => {
      const found = (groups.get(to) ?? []).map(({ target }) => target);
      if (found.length === 0) account.lose(path, 'it names a model that did not come over');
      return found;
    });
    const others = targets.filter((target) => !members.some((member) => member.target === target));
    if (others.length > 0 && entry.strategy !== undefined) {
      for (const { path } of own)
        account.lose(
          path,
          'a model that shares the load among its targets cannot have others behind them',
          'give it the strategy priority, and the others as further targets',
        );
    } else if (others.length > 0) {
      entry.targets = [...entry.targets, ...new Set(others)];
      for (const { path } of own)
        if (!fallbacks.isShared(path))
          account.carry(
            path,
            `models[${JSON.stringify(ours.get(group))}].targets`,
            'asked where the ones before fail',
          );
    }
    draft.models.set(ours.get(group) ?? group, entry);
  }
  readStrategy(fieldsOf(source['router_settings']), reading);
  readAliases(fieldsOf(fieldsOf(source['router_settings'])['model_group_alias']), ours, draft, reading);
}

function balance(members: readonly Deployment[]): ModelInput {
  const ordered = members.toSorted((one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || 0);
  const unique = [...new Map(ordered.map((member) => [member.target, member])).values()];
  const targets = unique.map(({ target }) => target);
  if (unique.length === 1 || members.some(({ order }) => order !== undefined)) return { targets };
  if (members.every(({ weight }) => weight === undefined)) return { targets, strategy: 'round-robin' };
  return {
    targets: unique.map(({ target, weight = 1 }) => ({ target, weight })),
    strategy: 'weighted',
  };
}

function readStrategy(router: Fields, { account }: Reading): void {
  const strategy = textOf(router['routing_strategy']);
  const path = ['router_settings', 'routing_strategy'];
  if (strategy === 'simple-shuffle')
    account.carry(path, 'models[*].strategy', 'round-robin, or weighted where there are weights');
  else if (strategy !== undefined)
    account.lose(
      path,
      'targets are chosen in their order, in turn or by weight',
      'models with several targets take turns',
    );
}

function readAliases(
  aliases: Fields,
  ours: ReadonlyMap<string, string>,
  draft: Draft,
  { account, names }: Reading,
): void {
  for (const [alias, value] of Object.entries(aliases)) {
    const path = ['router_settings', 'model_group_alias', alias];
    const group = textOf(typeof value === 'string' ? value : fieldsOf(value)['model']) ?? '';
    const entry = draft.models.get(ours.get(group) ?? '');
    const wanted = modelOf(alias);
    if (entry === undefined || wanted === undefined) {
      account.lose(path, 'it names a model that did not come over');
      continue;
    }
    const name = names.model(wanted);
    account.carry(path, `models[${JSON.stringify(name)}]`, 'a name for the same targets');
    draft.models.set(name, entry);
  }
}

function readGeneral(general: Fields, draft: Draft, reading: Reading): void {
  if (textOf(general['master_key']) !== undefined)
    readClientToken(general['master_key'], ['general_settings', 'master_key'], 'litellm', draft, reading);
  for (const name of Object.keys(general))
    if (name !== 'master_key')
      reading.account.lose(['general_settings', name], 'Signalbox has no such setting for its server');
}
