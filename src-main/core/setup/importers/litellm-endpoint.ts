import type { ConfigPath } from '../../config/config-error.ts';
import { findPreset } from '../../providers/presets.ts';
import type { Address } from './address.ts';
import type { DraftKey, DraftProvider, Reading } from './draft.ts';
import { isSendable, readHeaders } from './headers.ts';
import { readKey, variableIn } from './keys.ts';
import type { LitellmProvider } from './litellm-providers.ts';
import { readBaseUrl, readTimeout } from './provider-parts.ts';
import { textOf } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The providers that the deployments so far made, by what they share. */
export type Endpoints = Map<string, DraftProvider>;

/** What a deployment's model says of its provider. */
export interface Kind {
  prefix: string;
  kind: Extract<LitellmProvider, { kind: 'known' }>;
  model: string;
}

/** What makes two deployments two providers. */
const endpointFields = [
  'api_base',
  'base_url',
  'api_key',
  'organization',
  'vertex_project',
  'vertex_location',
  'vertex_credentials',
  'extra_headers',
  'headers',
];

/** The provider of a deployment, made where it is the first of its kind; or why there can be none. */
export function findEndpoint(
  params: Fields,
  at: ConfigPath,
  { prefix, kind, model }: Kind,
  endpoints: Endpoints,
  variables: Fields,
  reading: Reading,
): DraftProvider | string {
  const { account } = reading;
  const isClaude = prefix.startsWith('vertex_ai') && model.startsWith('claude');
  const wireOfModel = prefix === 'openai' && model.startsWith('responses/') ? 'responses' : '';
  const identity = JSON.stringify([
    prefix,
    isClaude,
    wireOfModel,
    ...endpointFields.map((name) => params[name]),
  ]);
  const same = endpoints.get(identity);
  if (same) {
    for (const name of endpointFields)
      if (params[name] !== undefined)
        account.carry([...at, name], `providers.${same.id}`, 'the provider, as before');
    for (const name of ['timeout', 'stream_timeout'])
      if (params[name] !== undefined) account.lose([...at, name], 'times are set for a provider as a whole');
    return same;
  }
  const id = reading.names.provider(prefix);
  const base = isClaude ? { preset: 'vertex-anthropic' } : baseOf(kind);
  const address = readAddressOf(params, at, id, prefix, base, reading);
  if (typeof address === 'string') return address;
  const headers = readOwnHeaders(params, at, id, reading);
  const times = ['stream_timeout', 'timeout'].filter((name) => params[name] !== undefined);
  const [{ timeouts } = {}] = times.map((name) => readTimeout(params[name], [...at, name], reading, 1000));
  const keys = readOwnKeys(params, at, id, address, kind.variable, variables, reading);
  const provider: DraftProvider = {
    id,
    ...address,
    keys,
    ...(Object.keys(headers).length > 0 && { headers: { force: headers } }),
    ...(timeouts && { timeouts }),
  };
  endpoints.set(identity, provider);
  return provider;
}

function baseOf({ preset, wire, baseUrl }: Kind['kind']): Address {
  return {
    ...(preset !== undefined && { preset }),
    ...(wire !== undefined && { wire }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

/** The address of the provider, or why there is none. */
function readAddressOf(
  params: Fields,
  at: ConfigPath,
  id: string,
  prefix: string,
  base: Address,
  reading: Reading,
): Address | string {
  if (base.preset?.startsWith('vertex') === true) return readVertex(params, at, base, reading);
  const field = ['api_base', 'base_url'].find((name) => textOf(params[name]) !== undefined);
  const preset = findPreset(base.preset ?? '');
  if (field === undefined) {
    const isComplete = base.baseUrl !== undefined || preset?.baseUrl !== undefined;
    return isComplete ? base : 'it lacks api_base';
  }
  const wire = base.wire ?? preset?.wire ?? 'openai-chat';
  const adjust = (read: Address): Address => {
    if (base.preset === 'azure-openai' && read.projectId === undefined) {
      const { origin } = new URL(read.baseUrl ?? findPreset(read.preset ?? '')?.baseUrl ?? '');
      return { preset: base.preset, baseUrl: `${origin}/openai/v1` };
    }
    // Another server that speaks the protocol of OpenAI is no OpenAI.
    if (read.preset !== undefined || prefix === 'openai' || base.preset === undefined) return read;
    return { preset: base.preset, ...(read.baseUrl !== undefined && { baseUrl: read.baseUrl }) };
  };
  if (base.preset === 'azure-openai' && params['api_version'] !== undefined)
    reading.account.lose([...at, 'api_version'], 'the address that Signalbox calls wants none');
  return (
    readBaseUrl(params[field], [...at, field], id, wire, reading, adjust) ??
    'its api_base is not an address that Signalbox could call'
  );
}

function readVertex(
  params: Fields,
  at: ConfigPath,
  base: Address,
  { account, env }: Reading,
): Address | string {
  const read = (name: string): string | undefined => {
    const text = textOf(params[name]) ?? '';
    const variable = variableIn(text);
    return textOf(variable === undefined ? text : env[variable]);
  };
  const projectId = read('vertex_project');
  const location = read('vertex_location');
  const file = read('vertex_credentials');
  if (projectId === undefined || /[\n${]/.test(projectId)) return 'it lacks vertex_project';
  account.carry([...at, 'vertex_project'], 'providers[*].projectId', 'the project');
  const isRegion = location !== undefined && /^[a-z0-9-]+$/.test(location);
  if (isRegion) account.carry([...at, 'vertex_location'], 'providers[*].location', 'the region');
  const isFile = file !== undefined && !/[{\n]/.test(file);
  if (isFile)
    account.carry([...at, 'vertex_credentials'], 'providers[*].serviceAccountFile', 'the file of the key');
  else if (file !== undefined)
    account.lose(
      [...at, 'vertex_credentials'],
      'a key that is written out cannot be carried',
      'save it as a file',
    );
  return {
    ...base,
    projectId,
    ...(isRegion && { location }),
    ...(isFile && { serviceAccountFile: file }),
  };
}

function readOwnHeaders(
  params: Fields,
  at: ConfigPath,
  id: string,
  reading: Reading,
): Record<string, string> {
  const { account } = reading;
  const headers = ['headers', 'extra_headers'].map((name) =>
    readHeaders(params[name], [...at, name], id, reading),
  );
  const given = params['organization'];
  if (given === undefined) return Object.assign({}, ...headers);
  const place = [...at, 'organization'];
  const organization = textOf(given) ?? '';
  if (variableIn(organization) !== undefined || !isSendable('openai-organization', organization)) {
    account.lose(place, 'it cannot be read from the environment', 'add it to the headers of the provider');
    return Object.assign({}, ...headers);
  }
  account.carry(place, `providers.${id}.headers.force`, 'sent with each request');
  return Object.assign({ 'openai-organization': organization }, ...headers);
}

function readOwnKeys(
  params: Fields,
  at: ConfigPath,
  id: string,
  { preset }: Address,
  variable: string | undefined,
  variables: Fields,
  reading: Reading,
): DraftKey[] {
  const { account } = reading;
  const auth = findPreset(preset ?? '')?.auth.kind;
  if (auth === 'none' || auth === 'google') {
    if (textOf(params['api_key']) !== undefined)
      account.lose([...at, 'api_key'], `the preset ${preset} takes no key`);
    return [];
  }
  if (textOf(params['api_key']) !== undefined)
    return [
      readKey(params['api_key'], [...at, 'api_key'], `providers.${id}.keys`, reading, variables),
    ].filter((key) => key !== undefined);
  if (variable === undefined) return [];
  const given = textOf(variables[variable]);
  account.carry([...at, 'model'], `providers.${id}.keys`, `the key that LiteLLM finds in ${variable} itself`);
  return [given === undefined ? { kind: 'env', name: variable } : { kind: 'value', value: given }];
}
