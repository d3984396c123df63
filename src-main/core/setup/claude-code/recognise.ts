import { claudeAliases } from '../../../contract/claude-code.ts';
import { isLoopbackUrl, isSameServer } from './address.ts';
import {
  baseUrlPlace,
  headerPlace,
  isRecord,
  placeName,
  readPlace,
  readVariable,
  statusLinePlace,
  tokenPlace,
  type Place,
  type Settings,
} from './places.ts';
import {
  aliasPlace,
  contextTokensPlace,
  hintHeaders,
  modelDiscovery,
  modelPrefix,
  noLargeWindow,
} from './wishes.ts';

/** What values of ours are told by. */
export interface Marks {
  address: string;
  /** Tokens of all clients. */
  tokens: readonly string[];
}

/**
 * Names of the places whose values only a Signalbox writes, told without any record: ours, or one that was installed before. A
 * switch that anybody may have set counts only beside a base URL that is ours.
 */
export function recognise(settings: Settings, marks: Marks): Set<string> {
  return new Set(recognisedPlaces(settings, marks).map(placeName));
}

function recognisedPlaces(settings: Settings, { address, tokens }: Marks): Place[] {
  const isToken = (value: unknown) =>
    typeof value === 'string' && (tokens.includes(value) || /^sbx-[\w-]{32}$/.test(value));
  const isOne = (place: Place) => readPlace(settings, place) === '1';
  const tokenPlaces = [tokenPlace, headerPlace].filter((place) => isToken(readPlace(settings, place)));

  const baseUrl = readVariable(settings, 'ANTHROPIC_BASE_URL') ?? '';
  const leadsHere = isSameServer(baseUrl, address) && isOne(hintHeaders);
  const isBaseUrlOurs = leadsHere || (isLoopbackUrl(baseUrl) && tokenPlaces.length > 0);
  const statusLine = isStatusLine(readPlace(settings, statusLinePlace)) ? [statusLinePlace] : [];
  if (!isBaseUrlOurs) return [...tokenPlaces, ...statusLine];

  const aliases = claudeAliases.map(aliasPlace).filter((place) => {
    const value = readPlace(settings, place);
    return typeof value === 'string' && value.startsWith(modelPrefix);
  });
  // We write the two as a pair.
  const hasWindow = readPlace(settings, contextTokensPlace) !== undefined && isOne(noLargeWindow);
  return [
    baseUrlPlace,
    ...tokenPlaces,
    ...[hintHeaders, modelDiscovery].filter(isOne),
    ...aliases,
    ...(hasWindow ? [contextTokensPlace, noLargeWindow] : []),
    ...statusLine,
  ];
}

function isStatusLine(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['command'] === 'string' &&
    /signalbox.*\bstatusline\b/i.test(value['command'])
  );
}
