import { isDeepStrictEqual } from 'node:util';
import type { ClaudeCodeChoices, ClaudeCodeWarning } from '../../../contract/claude-code.ts';
import { isLoopbackUrl, isSameServer } from './address.ts';
import { customHeaders, placeName, readPlace, readVariable, tokenPlace, type Settings } from './places.ts';
import { findProxies } from './proxy.ts';
import { shownUrl } from './shown.ts';
import type { Source } from './sources.ts';
import type { Wish } from './wishes.ts';

/** A provider as far as it matters to the set-up. */
export interface KnownProvider {
  id: string;
  wire: string;
  baseUrl: string;
  hasKeys: boolean;
}

export interface WarningsOptions {
  settingsPath: string;
  /** The user's own settings as they stand. */
  settings: Settings;
  /** What else acts on Claude Code. */
  sources: readonly Source[];
  wishes: readonly Wish[];
  choices: ClaudeCodeChoices;
  address: string;
  isTokenKept: boolean;
  /** Names of the places whose values are a Signalbox's. */
  recognised: ReadonlySet<string>;
  providers: readonly KnownProvider[];
  knowsModel: (name: string) => boolean;
}

/** Each sends requests elsewhere, in another protocol (seen in Claude Code 2.1.329). */
const clouds = [
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_MANTLE',
  'CLAUDE_CODE_USE_VERTEX',
  'CLAUDE_CODE_USE_FOUNDRY',
  'CLAUDE_CODE_USE_ANTHROPIC_AWS',
  'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD',
  'CLAUDE_CODE_USE_GATEWAY',
];
const noTraffic = 'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC';

/** What would keep Claude Code's requests from coming here, or send them in a circle. */
export function findWarnings(options: WarningsOptions): ClaudeCodeWarning[] {
  const { settingsPath, settings } = options;
  const everywhere = [{ where: settingsPath, wins: false, settings }, ...options.sources];
  return [
    ...everywhere.flatMap((source) => bypasses(source, options)),
    ...findProxies(everywhere, options.address),
    ...options.sources.flatMap((source) =>
      source.wins ? overridden(source, options) : exported(source, options),
    ),
    ...earlier(options),
    ...loops(options),
    ...ourOwn(options),
  ];
}

function bypasses(
  { where, settings }: Source,
  { choices, settingsPath }: WarningsOptions,
): ClaudeCodeWarning[] {
  const say = (code: ClaudeCodeWarning['code'], message: string) => ({ code, where, message });
  const isSet = (name: string) => (readVariable(settings, name) ?? '') !== '';
  const isLogin = choices.mode === 'login';
  // Our token takes this place in the user's own file.
  const hasToken = isSet('ANTHROPIC_AUTH_TOKEN') && isLogin && where !== settingsPath;
  return [
    ...clouds
      .filter((name) => isOn(readVariable(settings, name)))
      .map((name) => say('cloud', `${name} sends every request to that cloud and none here: remove it`)),
    ...(isSet('ANTHROPIC_API_KEY')
      ? [
          say(
            'api-key',
            isLogin
              ? 'ANTHROPIC_API_KEY is used in place of your Claude login: remove it, or the login is not kept'
              : 'ANTHROPIC_API_KEY is sent along with our token, and Claude Code may ask which of the two to use: remove it if it is for Claude Code only',
          ),
        ]
      : []),
    ...(settings['apiKeyHelper'] === undefined
      ? []
      : [
          say(
            'api-key-helper',
            'apiKeyHelper makes a key that may be sent in place of what is set here: remove it',
          ),
        ]),
    ...(hasToken
      ? [say('auth-token', 'ANTHROPIC_AUTH_TOKEN is sent in place of your Claude login: remove it')]
      : []),
    ...(isSet(noTraffic) && !isLogin
      ? [say('no-discovery', `${noTraffic}, whatever its value, keeps Claude Code from listing our models`)]
      : []),
  ];
}

/** Settings of a project or an administrator win against the user's own. */
function overridden({ where, settings }: Source, { wishes }: WarningsOptions): ClaudeCodeWarning[] {
  return wishes.flatMap(({ place, value }) => {
    const isSet =
      place.kind === 'header'
        ? readVariable(settings, customHeaders) !== undefined
        : readPlace(settings, place) !== undefined;
    if (!isSet || isDeepStrictEqual(readPlace(settings, place), value)) return [];
    const message = `${placeName(place)} is set there to something else, and that wins against your own settings`;
    return [{ code: 'overridden' as const, where, message }];
  });
}

function exported({ where, settings }: Source, { address }: WarningsOptions): ClaudeCodeWarning[] {
  const baseUrl = readVariable(settings, 'ANTHROPIC_BASE_URL') ?? '';
  if (baseUrl === '' || isSameServer(baseUrl, address)) return [];
  const message = `ANTHROPIC_BASE_URL is ${shownUrl(baseUrl)} there: Claude Code's settings win against it, but programs that do not read them, and claude --bare or with other settings, go there`;
  return [{ code: 'base-url', where, message }];
}

function earlier({
  settingsPath,
  settings,
  address,
  recognised,
  choices,
}: WarningsOptions): ClaudeCodeWarning[] {
  const baseUrl = readVariable(settings, 'ANTHROPIC_BASE_URL') ?? '';
  const say = (code: ClaudeCodeWarning['code'], message: string) => [{ code, where: settingsPath, message }];
  if (choices.mode === 'login' && !recognised.has(placeName(tokenPlace)) && readPlace(settings, tokenPlace)) {
    return say('auth-token', 'ANTHROPIC_AUTH_TOKEN is sent in place of your Claude login: remove it');
  }
  if (!isLoopbackUrl(baseUrl) || isSameServer(baseUrl, address) || !recognised.has('env.ANTHROPIC_BASE_URL'))
    return [];
  return say(
    'earlier-signalbox',
    `${shownUrl(baseUrl)} is where Signalbox listened before, or another one listens: undo will not lead back there`,
  );
}

function loops({ address, providers }: WarningsOptions): ClaudeCodeWarning[] {
  return providers
    .filter(({ baseUrl }) => isSameServer(baseUrl, address))
    .map(({ id }) => ({
      code: 'loop' as const,
      where: `the provider ${id}`,
      message:
        'its baseUrl is our own address: requests that go there come back here without end; give it its own',
    }));
}

function ourOwn({ choices, isTokenKept, providers, knowsModel }: WarningsOptions): ClaudeCodeWarning[] {
  const where = 'config.json';
  const getsLogin = providers.some(({ wire, hasKeys }) => wire === 'anthropic' && !hasKeys);
  const unknown = Object.entries(choices.aliases).filter(([, name]) => !knowsModel(name));
  return [
    ...(choices.mode === 'login' && !getsLogin
      ? [
          {
            code: 'login-unused' as const,
            where,
            message:
              'no provider takes the login: add { "id": "anthropic", "preset": "anthropic", "keys": [] } and route to it',
          },
        ]
      : []),
    ...(isTokenKept
      ? []
      : [
          {
            code: 'token-not-kept' as const,
            where: 'the keychain',
            message:
              'our token changes with the next start, since no keychain keeps it: set SIGNALBOX_TOKEN first',
          },
        ]),
    ...unknown.map(([alias, name]) => ({
      code: 'unknown-model' as const,
      where,
      message: `${alias}: there is no model "${name}"; a name of models or provider/model is meant`,
    })),
  ];
}

/** As Claude Code reads its switches. */
function isOn(value: string | undefined): boolean {
  return ['1', 'true', 'yes', 'on'].includes(value?.trim().toLowerCase() ?? '');
}
