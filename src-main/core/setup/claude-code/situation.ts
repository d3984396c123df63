import { isAbsolute, join } from 'node:path';
import type {
  ClaudeCodeChoices,
  ClaudeCodeWanted,
  ClaudeCodeWarning,
} from '../../../contract/claude-code.ts';
import { RequestError } from '../../errors.ts';
import { clientAddress } from './address.ts';
import { choicesFound, chooseAnew } from './choices.ts';
import { shapeProblem, type Settings } from './places.ts';
import { recognise } from './recognise.ts';
import type { Entry, SetupRecord } from './record.ts';
import { readSettingsFile, type SettingsFile } from './settings-file.ts';
import { readSettings } from './settings-text.ts';
import { readSources, type Disk } from './sources.ts';
import { findWarnings, type KnownProvider } from './warnings.ts';
import { wishesOf, type Wish } from './wishes.ts';

/** Who the set-up leads clients to. */
export interface RouterFacts {
  /** As the server listens. */
  address: string;
  /** The token of the first client; undefined where it has none. */
  token: string | undefined;
  /** Whether that token outlasts this process. */
  isTokenKept: boolean;
  /** The tokens of all clients, to recognise them by. */
  tokens: readonly string[];
  providers: readonly KnownProvider[];
  knowsModel: (name: string) => boolean;
}

/** The machine, and who to lead clients to. */
export interface Ground {
  home: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  disk: Disk;
  /** How our status line is called from a shell; undefined where the starter does not know. */
  statusLineCommand: string | undefined;
  /** Asked anew each time. */
  router: () => RouterFacts;
}

/** Which settings are meant. */
export interface Where {
  settingsPath?: string | undefined;
  projectFolder?: string | undefined;
}

/** All that is known of a settings file before anything is done to it. */
export interface Situation {
  file: SettingsFile;
  settings: Settings;
  /** Why the file cannot be read as settings; undefined where it can. */
  malformed: string | undefined;
  /** Why nothing of ours can be put into it; undefined where it can. */
  problem: string | undefined;
  entry: Entry | undefined;
  /** Without an entry: names of the places whose values are a Signalbox's. */
  recognised: ReadonlySet<string>;
}

/** What is to stand in a settings file, and what to say about it. */
export interface Intention {
  choices: ClaudeCodeChoices;
  /** Empty where there is no token to set. */
  wishes: readonly Wish[];
  warnings: ClaudeCodeWarning[];
  /** Why it cannot be applied; undefined where it can. */
  obstacle: string | undefined;
}

/** The settings file that is meant; throws RequestError for a path that could mean anything. */
export function settingsPathOf({ settingsPath }: Where, { env, home }: Pick<Ground, 'env' | 'home'>): string {
  if (settingsPath === undefined)
    return join(env['CLAUDE_CONFIG_DIR'] || join(home, '.claude'), 'settings.json');
  const path = /^~[/\\]/.test(settingsPath) ? join(home, settingsPath.slice(2)) : settingsPath;
  if (isAbsolute(path) && path.endsWith('.json')) return path;
  throw new RequestError(
    'invalid-request',
    'settingsPath: the absolute path of a .json file, or one below ~/',
  );
}

/** Reads a settings file and what we know of it; throws RequestError where it cannot be read. */
export async function look(where: Where, ground: Ground, record: SetupRecord): Promise<Situation> {
  const file = await readSettingsFile(settingsPathOf(where, ground));
  const read = readSettings(file.text);
  const settings = read.kind === 'sound' ? read.settings : {};
  const entry = await record.read(file.path);
  const { address, tokens } = ground.router();
  const leftAlone = (reason: string) => `${file.path} is left as it is: ${reason}`;
  const malformed = read.kind === 'sound' ? undefined : leftAlone(read.message);
  const misshapen = shapeProblem(settings);
  return {
    file,
    settings,
    malformed,
    problem: malformed ?? (misshapen === undefined ? undefined : leftAlone(misshapen)),
    entry,
    recognised: entry ? new Set() : recognise(settings, { address: clientAddress(address), tokens }),
  };
}

/** Says what an apply would come to. */
export async function intend(
  wanted: ClaudeCodeWanted,
  situation: Situation,
  ground: Ground,
): Promise<Intention> {
  const { file, settings, entry, recognised } = situation;
  const { address: listening, token, isTokenKept, providers, knowsModel } = ground.router();
  const { statusLineCommand } = ground;
  const address = clientAddress(listening);
  const choices = chooseAnew(entry?.choices ?? choicesFound(settings, recognised), wanted);
  const wishes = token === undefined ? [] : wishesOf(choices, { address, token, statusLineCommand });
  const others = await readSources({ ...ground, projectFolder: wanted.projectFolder });
  const found = findWarnings({
    settingsPath: file.path,
    settings,
    sources: others.sources,
    wishes,
    choices,
    address,
    isTokenKept,
    recognised,
    providers,
    knowsModel,
  });
  return {
    choices,
    wishes,
    warnings: [...others.warnings, ...found],
    obstacle: situation.problem ?? obstacleOf(wishes, wanted, statusLineCommand),
  };
}

function obstacleOf(
  wishes: readonly Wish[],
  { statusLine }: ClaudeCodeWanted,
  statusLineCommand: string | undefined,
): string | undefined {
  if (wishes.length === 0) return 'the first client of config.json has no token: give it one under clients';
  if (statusLine === true && statusLineCommand === undefined) {
    return 'the way in which this Signalbox was started offers no status line: leave statusLine out';
  }
  return undefined;
}
