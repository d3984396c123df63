import type { AnthropicFeature, Transform } from '../../../src-main/contract/config.ts';
import type { ProviderBalance, ProviderTest } from '../../../src-main/contract/providers.ts';
import type { DraftProblem } from '../../draft-problems.ts';
import type { LineField } from '../../typed-lines.ts';
import { createPlural } from '../plural.ts';

const plural = createPlural('en');

const balances: Record<ProviderBalance['balances'][number]['kind'], string> = {
  available: 'can be spent',
  granted: 'granted',
  paid: 'paid',
  'key-limit': 'left of the key’s own limit',
  spent: 'spent',
};

const problems: Record<NonNullable<ProviderTest['error']>['code'], { title: string; advice: string }> = {
  'no-key': {
    title: 'There is no key',
    advice: 'Paste one, or check that the variable is set where Signalbox runs.',
  },
  'key-refused': {
    title: 'The key was refused',
    advice:
      'Check that all of it was copied, that it has not been revoked, and that it belongs to this provider.',
  },
  'unknown-host': {
    title: 'There is no such host',
    advice: 'Check the address for a slip, and that this machine is online.',
  },
  'connection-refused': {
    title: 'Nobody answers at that address',
    advice: 'Check that the program runs, and its port.',
  },
  'wrong-path': {
    title: 'Somebody answers, but not as expected',
    advice: 'Check the path of the address: many end in /v1, some may not.',
  },
  'bad-certificate': {
    title: 'The certificate is not trusted',
    advice: 'Give the file of your own CA under “Network”. Do not switch verification off but to try.',
  },
  timeout: { title: 'No answer in time', advice: 'Try again; behind a proxy, set it under “Network”.' },
  'rate-limited': {
    title: 'The provider throttles this key',
    advice: 'The key works. Wait a little, or check its limits and its credit.',
  },
  'upstream-error': { title: 'The provider failed', advice: 'Try again later; below is what it said.' },
};

const wrong: Record<DraftProblem, string> = {
  json: 'This is not JSON: a text needs quotes, as in "price".',
  number: 'A number is needed here.',
  twice: 'This stands twice.',
  empty: 'Something is needed here.',
};

const fields: Record<LineField | 'id', { label: string; hint?: string }> = {
  id: { label: 'Name' },
  wire: { label: 'Protocol' },
  baseUrl: { label: 'Address', hint: 'The protocol’s own path is added to it.' },
  projectId: { label: 'Project', hint: 'The id of a Google Cloud project.' },
  location: { label: 'Region', hint: 'Such as europe-west4.' },
  serviceAccountFile: {
    label: 'Service account',
    hint: 'The path of its JSON key; without it the credentials of this machine are used.',
  },
  command: { label: 'Command', hint: 'Where it is not on PATH: the path of the binary.' },
  contextTokens: { label: 'Largest context', hint: 'Tokens that a model is loaded with at most.' },
  'timeouts.connectMs': { label: 'Connect', hint: 'Milliseconds.' },
  'timeouts.firstByteMs': { label: 'First byte', hint: 'Milliseconds until the answer begins.' },
  'timeouts.idleMs': { label: 'Silence', hint: 'Milliseconds without a byte within an answer.' },
  'retry.attempts': { label: 'Attempts', hint: 'The first one included.' },
  'retry.baseMs': { label: 'First pause', hint: 'Milliseconds; each next one is longer.' },
  'retry.maxMs': { label: 'Longest pause', hint: 'Milliseconds.' },
  'retry.statuses': { label: 'Retried statuses', hint: 'HTTP statuses, with commas.' },
  'breaker.failures': { label: 'Failures in a row', hint: 'After so many it is left alone for a while.' },
  'breaker.openMs': { label: 'Left alone for', hint: 'Milliseconds.' },
  'limits.requestsPerMinute': { label: 'Requests a minute', hint: '0: no limit.' },
  'limits.concurrent': { label: 'At the same time', hint: '0: no limit.' },
  'tls.caFile': { label: 'CA file', hint: 'PEM; trusted in addition to the usual authorities.' },
  proxy: { label: 'Proxy', hint: 'An HTTP proxy through which the provider is called.' },
};

const transformKinds: Record<Transform['kind'], { name: string; add: string; hint: string }> = {
  regex: {
    name: 'Replace text',
    add: 'Replace text',
    hint: 'A regular expression of RE2. $1 stands for the first group. Flags: g all, i any case, m lines, s dot takes line breaks.',
  },
  drop: {
    name: 'Drop a field',
    add: 'Drop a field',
    hint: 'Everything that the JSONPath finds in the body leaves it. $.metadata is the field “metadata”.',
  },
  set: {
    name: 'Set a field',
    add: 'Set a field',
    hint: 'What the JSONPath finds, or the field that it names, gets this value.',
  },
};

const features: Record<AnthropicFeature, string> = {
  midConversationSystem: 'System messages among the others',
  adaptiveThinking: 'Adaptive thinking',
  contextManagement: 'Context management',
  toolReference: 'Tool references',
  serverTools: 'Tools that it runs itself',
  images: 'Images',
  documents: 'Documents',
  effort: 'Effort',
  outputFormat: 'Output format',
  cacheControl: 'Cache control',
  betas: 'Betas',
};

/** The providers in the settings. */
export const settingsProviders = {
  /** Of what needs no protocol, because it calls nobody. */
  builtIn: 'built in',
  balances,
  problems,
  wrong,
  fields,
  noWire: 'not chosen',
  first: 'Connect a first provider',
  add: 'Add a provider',
  addNamed: (name: string) => `Add ${name}`,
  allProviders: 'All providers',
  choosePreset: 'Choose another provider',
  search: 'Search, such as openrouter or localhost',
  atHand: 'At hand on this machine',
  allPresets: 'All providers',
  noPreset: 'No provider of that name is known.',
  noPresetHint:
    'Search for “compatible”: any server that speaks the protocol of OpenAI or Anthropic can be added.',
  unknownPreset: (id: string) => `There is no preset “${id}”.`,
  noProvider: (id: string) => `There is no provider “${id}”.`,
  variableIsSet: (name: string) => `${name} is set`,
  runsHere: (models: number) =>
    plural(models, { one: 'runs here with # model', other: 'runs here with # models' }),
  keyCount: (count: number) => plural(count, { one: '# key', other: '# keys' }),
  site: 'Documentation',
  idHint: (id: string) => `Made of a-z, 0-9 and -. Its models are called ${id}/MODEL.`,
  baseUrlHint: 'Begins with http:// or https://.',
  googleCredentials:
    'The credentials of this machine are used (gcloud auth application-default login), unless a service account is set afterwards.',
  claudeCli:
    'Your own Claude Code on this machine, with the login that it has. What that login may be used for is between you and Anthropic.',
  key: 'Key',
  keyOptional: 'Key (where it wants one)',
  keyHint: 'Kept in the keychain of this machine, and never shown again.',
  getKey: (host: string) => `Get one at ${host}`,
  keySource: {
    label: 'Where the key comes from',
    paste: 'Paste it',
    env: 'A variable of the environment',
    keychain: 'It is in the keychain already',
  },
  useVariable: 'Use a variable of the environment instead',
  usePasted: 'Paste the key instead',
  env: 'Variable',
  envHint: 'Its name: what it holds is read when it is needed, and stays where it is.',
  test: 'Test',
  testing: 'Asking the provider…',
  addIt: 'Add',
  addUntested: 'Add without a test',
  answers: (duration: string) => `Answers in ${duration}`,
  modelCount: (count: number) => plural(count, { one: '# model', other: '# models' }),
  useAsDefault: 'Use it as the default route',
  useAsDefaultShort: 'Use as default',
  defaultNow: (use: string) => `Takes whatever no other route takes; now ${use}.`,
  noModelYet: 'no model chosen',
  chooseModel: 'Choose a model',
  missing: {
    id: 'A name is needed.',
    idForm: 'A name is made of a-z, 0-9 and -.',
    idTaken: 'There is a provider of that name already.',
    key: 'The key is missing.',
    env: 'The name is missing.',
    baseUrl: 'The address is missing.',
    projectId: 'The project is missing.',
  },
  added: (id: string) => `${id} is added`,
  addedAsDefault: (id: string, target: string) => `${id} is added, and everything goes to ${target} now`,
  more: 'More',
  models: {
    label: 'Models',
    hint: 'One a line, as the provider calls them. Left empty, the provider is asked.',
  },
  keys: {
    label: 'Keys',
    none: 'No key: nothing is sent along.',
    hint: 'They share the load; one that is refused or throttled rests while the others serve.',
    sources: { keychain: 'in the keychain', env: 'from the environment', other: 'as the config says' },
    pasted: 'kept when you save',
    add: 'Add a key',
    take: 'Add',
    replace: 'Replace',
    replaceNamed: (name: string) => `A new value for ${name}`,
    name: 'Name in the keychain',
    nameHint: 'As it was stored before.',
  },
  keyStays: (name: string) => `The key ${name} is still in the keychain`,
  removeKey: 'Remove it',
  keyRemoved: (name: string) => `The key ${name} is gone from the keychain`,
  topics: {
    transforms: { name: 'Transforms', about: 'change what is sent: replace text, drop or set fields' },
    headers: { name: 'Headers', about: 'drop, add or force them' },
    prices: { name: 'Prices', about: 'of your own, over the known ones' },
    timeouts: { name: 'Timeouts', about: 'how long to wait' },
    retry: { name: 'Retries and pauses', about: 'what happens when it fails' },
    limits: { name: 'Limits', about: 'how much it may get' },
    network: { name: 'Network', about: 'proxy, certificates' },
    takes: { name: 'Compatibility', about: 'what of Anthropic’s protocol it takes' },
  },
  setCount: (count: number) => plural(count, { one: '# set', other: '# set' }),
  verify: {
    label: 'Verify certificates',
    hint: 'Whether the provider is who it says it is.',
    warning:
      'Anybody between here and the provider could read your key and everything that is sent. Better name the file of your own CA.',
  },
  headers: {
    dropAll: { label: 'Drop all', hint: 'None of the client’s own headers goes along.' },
    drop: { label: 'Drop', hint: 'Names, one a line.' },
    add: { label: 'Add', hint: 'Where the request has none of that name.' },
    force: { label: 'Force', hint: 'Whatever the request has.' },
    another: 'Add a header',
    name: 'Name of the header',
    value: 'Its value',
    remove: (name: string) => `Remove the header ${name}`,
  },
  transforms: {
    label: 'Transforms',
    hint: 'One after the other, in this order, on the body as the provider is to get it.',
    numbered: (number: number) => `Transform ${number}`,
    kinds: transformKinds,
    fields: {
      kind: 'What it does',
      in: 'In',
      pattern: 'Pattern',
      flags: 'Flags',
      replace: 'Replace by',
      path: 'JSONPath',
      value: 'Value, as JSON',
    },
    parts: {
      all: 'all texts',
      system: 'system prompt',
      user: 'what the user says',
      assistant: 'what the model said',
      tool: 'results of tools',
    },
  },
  prices: {
    hint: 'US dollars per million tokens. A pattern may hold *. What has no price here makes the cost of a request unknown.',
    pattern: 'Model or pattern',
    of: (pattern: string) => `Price of ${pattern}`,
    add: 'Add a price',
    remove: (pattern: string) => `Remove the price of ${pattern}`,
    fields: {
      input: 'Input',
      output: 'Output',
      cacheRead: 'Read from the cache',
      cacheWrite: 'Written to the cache',
      cacheWrite1h: 'Written for an hour',
    },
  },
  takes: {
    hint: 'What it does not take is left out or written otherwise, so that requests are not refused.',
    features,
    byPreset: (isTaken: boolean): string => (isTaken ? 'as known: taken' : 'as known: not taken'),
    yes: 'taken',
    no: 'not taken',
  },
  unsaved: 'Unsaved changes',
  refused: 'Not saved: see what is marked.',
  save: 'Save',
  discard: 'Discard',
  saved: (id: string) => `${id} is saved, in force for the next request`,
  remove: 'Delete',
  rename: 'Rename',
  renameTitle: (id: string) => `Rename ${id}`,
  renameNeedsSave: 'Save or discard what you changed first',
  isId: 'As it stands before the models: in targets, routes and what clients ask for.',
  renameFollow: (count: number) =>
    plural(count, { one: '# place that refers to it follows.', other: '# places that refer to it follow.' }),
  renameHistory: 'Past requests and what they cost stay under the old name.',
  renamed: (from: string, to: string) => `${from} is called ${to} now`,
  deleteTitle: (id: string) => `Delete ${id}?`,
  deleteWithUses: 'Delete all of this',
  deleteUnused: 'Nothing refers to it.',
  deleteUses: 'These refer to it, and would change with it:',
  deleteUndo: 'You can take it back right after. Its keys stay in the keychain until then.',
  newDefault: 'The default route needs another model:',
  demoTakesOver: 'It is the last provider: the built-in demo takes its place, as at the very first start.',
  deleted: (id: string) => `${id} is deleted`,
  uses: {
    route: (name: string) => `The route ${name} is not set any more`,
    defaultRoute: (name: string) => `The route ${name} goes elsewhere`,
    rule: (name: string) => `The rule “${name}” goes`,
    target: (model: string) => `The name ${model} loses targets`,
    lastTarget: (model: string) => `The name ${model} goes: it has no other target`,
    limited: (period: 'day' | 'month') => `Its budget per ${period} goes`,
    instead: (period: 'day' | 'month') =>
      `The budget per ${period} only warns, since it has nothing to turn to`,
  },
};
