import {
  claudeAliases,
  type ClaudeAlias,
  type ClaudeCodeChoices,
  type ClaudeCodeWanted,
} from '../../../contract/claude-code.ts';
import { headerPlace, placeName, readPlace, type Settings } from './places.ts';
import { aliasPlace, modelPrefix } from './wishes.ts';

/** What is asked for now over what was chosen before. */
export function chooseAnew(
  before: ClaudeCodeChoices | undefined,
  wanted: ClaudeCodeWanted,
): ClaudeCodeChoices {
  return {
    mode: wanted.mode ?? before?.mode ?? 'token',
    aliases: aliasesOf((alias) => {
      const asked = wanted.aliases?.[alias];
      return asked === undefined ? before?.aliases[alias] : (asked ?? undefined);
    }),
    contextTokens:
      wanted.contextTokens === undefined ? (before?.contextTokens ?? null) : wanted.contextTokens,
    statusLine: wanted.statusLine ?? before?.statusLine ?? false,
  };
}

/** What a Signalbox whose record is lost must have been asked for; undefined where none has been at work. */
export function choicesFound(
  settings: Settings,
  recognised: ReadonlySet<string>,
): ClaudeCodeChoices | undefined {
  if (recognised.size === 0) return undefined;
  return {
    mode: recognised.has(placeName(headerPlace)) ? 'login' : 'token',
    aliases: aliasesOf((alias) => {
      const place = aliasPlace(alias);
      const value = recognised.has(placeName(place)) ? readPlace(settings, place) : undefined;
      return typeof value === 'string' ? value.slice(modelPrefix.length) : undefined;
    }),
    contextTokens: null,
    statusLine: recognised.has('statusLine'),
  };
}

function aliasesOf(nameOf: (alias: ClaudeAlias) => string | undefined): ClaudeCodeChoices['aliases'] {
  const named = claudeAliases.flatMap((alias): [ClaudeAlias, string][] => {
    const name = nameOf(alias);
    return name === undefined ? [] : [[alias, name]];
  });
  return Object.fromEntries(named);
}
