import { isDeepStrictEqual } from 'node:util';
import type { ClaudeCodeStatus } from '../../../contract/claude-code.ts';
import { isSameServer } from './address.ts';
import {
  headerPlace,
  placeName,
  placeOf,
  readPlace,
  readVariable,
  tokenPlace,
  type Settings,
} from './places.ts';
import { isOurs, type Entry } from './record.ts';
import { shownUrl } from './shown.ts';
import type { Wish } from './wishes.ts';

interface Given {
  settings: Settings;
  entry: Entry | undefined;
  /** Names of the places whose values are a Signalbox's. */
  recognised: ReadonlySet<string>;
  /** What would stand there if it were applied now; empty while there is no token. */
  wishes: readonly Wish[];
  address: string;
  tokens: readonly string[];
}

/** Reads how settings stand to us. */
export function readState(given: Given): Pick<ClaudeCodeStatus, 'state' | 'address' | 'mode' | 'canUndo'> {
  const { settings, entry, recognised, tokens } = given;
  const baseUrl = readVariable(settings, 'ANTHROPIC_BASE_URL');
  const shows = (place: typeof tokenPlace) => {
    const value = readPlace(settings, place);
    const held = entry?.places[placeName(place)];
    const isKnown = recognised.has(placeName(place)) || (held !== undefined && isOurs(held, value));
    return typeof value === 'string' && (isKnown || tokens.includes(value));
  };
  const isHeld = Object.entries(entry?.places ?? {}).some(([name, kept]) => {
    const place = placeOf(name);
    return place !== undefined && isOurs(kept, readPlace(settings, place));
  });
  return {
    state: stateOf(given, baseUrl, isHeld),
    address: baseUrl === undefined ? null : shownUrl(baseUrl),
    mode: shows(tokenPlace) ? 'token' : shows(headerPlace) ? 'login' : null,
    canUndo: entry ? isHeld : recognised.size > 0,
  };
}

function stateOf(
  { settings, entry, recognised, wishes, address, tokens }: Given,
  baseUrl: string | undefined,
  isHeld: boolean,
): ClaudeCodeStatus['state'] {
  const isWhole =
    wishes.length > 0 &&
    wishes.every(({ place, value }) => isDeepStrictEqual(readPlace(settings, place), value));
  if (isWhole) return 'set';
  const leadsHere =
    baseUrl !== undefined &&
    isSameServer(baseUrl, address) &&
    [tokenPlace, headerPlace].some((place) => tokens.includes(String(readPlace(settings, place))));
  // By hand, or by a Signalbox that has lost its record: it works, whatever else we would add.
  if (leadsHere && !entry) return 'set';
  if (isHeld || recognised.size > 0) return 'changed';
  return baseUrl === undefined ? 'not-set' : 'set-elsewhere';
}
