import { isDeepStrictEqual } from 'node:util';
import { editText } from '../../config/edit-text.ts';

/** The request header in which our token comes where `Authorization` is the client's own. */
export const tokenHeader = 'x-signalbox-token';
/** Further headers of every request, a line each. */
export const customHeaders = 'ANTHROPIC_CUSTOM_HEADERS';

/** A place in Claude Code's settings that holds one value of ours. */
export type Place =
  | { kind: 'key'; path: readonly string[] }
  /** The line of our token among those of ANTHROPIC_CUSTOM_HEADERS. */
  | { kind: 'header' };

/** Settings as parsed; of what shape their values are nobody has checked. */
export type Settings = Readonly<Record<string, unknown>>;

/** A variable in the block `env`. */
export function variable(name: string): Place {
  return { kind: 'key', path: ['env', name] };
}

export const statusLinePlace: Place = { kind: 'key', path: ['statusLine'] };
export const headerPlace: Place = { kind: 'header' };
export const tokenPlace: Place = variable('ANTHROPIC_AUTH_TOKEN');
export const baseUrlPlace: Place = variable('ANTHROPIC_BASE_URL');

/** How a place is called in records and answers. */
export function placeName(place: Place): string {
  return place.kind === 'header' ? `env.${customHeaders}: ${tokenHeader}` : place.path.join('.');
}

/** The place of a name; undefined for a name that no place has. */
export function placeOf(name: string): Place | undefined {
  if (name === placeName(headerPlace)) return headerPlace;
  if (name === placeName(statusLinePlace)) return statusLinePlace;
  const [, key] = /^env\.([A-Z][A-Z0-9_]*)$/.exec(name) ?? [];
  return key === undefined ? undefined : variable(key);
}

/** What stands at a place; undefined for nothing. */
export function readPlace(settings: Settings, place: Place): unknown {
  if (place.kind === 'key') return valueAt(settings, place.path);
  const line = headerLines(settings).find(isTokenLine);
  return line?.slice(line.indexOf(':') + 1).trim();
}

/** The variable of the block `env`, where it is a text. */
export function readVariable(settings: Settings, name: string): string | undefined {
  const value = valueAt(settings, ['env', name]);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Puts a value at a place of a sound text, or takes away what stands there for undefined; what is there already stays
 * as it is written. A block `env` must be an object, or absent; the token's line is a text or nothing.
 */
export function writePlace(text: string, settings: Settings, place: Place, value: unknown): string {
  if (isDeepStrictEqual(readPlace(settings, place), value)) return text;
  if (place.kind === 'key') return editText(text, place.path, value);
  const lines = headerLines(settings);
  const others = lines.filter((line) => !isTokenLine(line));
  // A new one comes first, so that whatever ends the text of the others stays as it is.
  const at = Math.max(lines.findIndex(isTokenLine), 0);
  const next = typeof value === 'string' ? others.toSpliced(at, 0, `${tokenHeader}: ${value}`) : others;
  return editText(text, ['env', customHeaders], next.length === 0 ? undefined : next.join('\n'));
}

/** What of the settings' shape keeps us from writing; undefined where nothing does. */
export function shapeProblem(settings: Settings): string | undefined {
  const env = settings['env'];
  if (env !== undefined && !isRecord(env)) return '"env" is not an object: correct it first';
  const headers = valueAt(settings, ['env', customHeaders]);
  if (headers !== undefined && typeof headers !== 'string')
    return `"env.${customHeaders}" is not a text: correct it first`;
  return undefined;
}

function headerLines(settings: Settings): string[] {
  return readVariable(settings, customHeaders)?.split('\n') ?? [];
}

function isTokenLine(line: string): boolean {
  return line.split(':', 1)[0]?.trim().toLowerCase() === tokenHeader && line.includes(':');
}

function valueAt(settings: Settings, path: readonly string[]): unknown {
  let value: unknown = settings;
  for (const step of path) {
    if (!isRecord(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

/** Whether a value is an object of JSON. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
