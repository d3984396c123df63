import { claudeAliases, type ClaudeAlias, type ClaudeCodeChoices } from '../../../contract/claude-code.ts';
import { baseUrlPlace, headerPlace, statusLinePlace, tokenPlace, variable, type Place } from './places.ts';

/** A value that is to stand at a place. */
export interface Wish {
  place: Place;
  value: unknown;
}

/** What the router is for a client on this machine. */
export interface Router {
  address: string;
  /** The token of the first client. */
  token: string;
  /** How our status line is called; undefined where the starter does not know. */
  statusLineCommand: string | undefined;
}

/** Claude Code takes ids with "claude" in them into its list, and routing knows this form of every name. */
export const modelPrefix = 'claude-signalbox/';
/** From here on the client's own idea of a large window is as good as ours. */
const largeWindow = 1_000_000;

export const hintHeaders: Place = variable('CLAUDE_CODE_GATEWAY_HINT_HEADERS');
export const modelDiscovery: Place = variable('CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY');
export const contextTokensPlace = variable('CLAUDE_CODE_MAX_CONTEXT_TOKENS');
export const noLargeWindow = variable('CLAUDE_CODE_DISABLE_1M_CONTEXT');

/** The variable that says what an alias stands for. */
export function aliasPlace(alias: ClaudeAlias): Place {
  return variable(`ANTHROPIC_DEFAULT_${alias.toUpperCase()}_MODEL`);
}

/** Everything that is to stand in the settings, in the order in which it is added. */
export function wishesOf(choices: ClaudeCodeChoices, { address, token, statusLineCommand }: Router): Wish[] {
  const { mode, aliases, contextTokens, statusLine } = choices;
  return [
    { place: baseUrlPlace, value: address },
    mode === 'token' ? { place: tokenPlace, value: token } : { place: headerPlace, value: token },
    { place: hintHeaders, value: '1' },
    // With a login the client never asks for the list (seen with 2.1.329).
    ...(mode === 'token' ? [{ place: modelDiscovery, value: '1' }] : []),
    ...claudeAliases.flatMap((alias) => {
      const name = aliases[alias];
      return name === undefined ? [] : [{ place: aliasPlace(alias), value: modelPrefix + name }];
    }),
    ...(contextTokens === null ? [] : contextWishes(contextTokens)),
    ...(statusLine && statusLineCommand !== undefined
      ? [{ place: statusLinePlace, value: { type: 'command', command: statusLineCommand } }]
      : []),
  ];
}

/** The client adds `[1m]` to its default model, and then reckons with a million whatever it was told (seen with 2.1.329). */
function contextWishes(contextTokens: number): Wish[] {
  return [
    { place: contextTokensPlace, value: String(contextTokens) },
    ...(contextTokens < largeWindow ? [{ place: noLargeWindow, value: '1' }] : []),
  ];
}
