import { placeName, tokenPlace, type Place } from './places.ts';

/** Whether what stands at a place is or holds a secret. */
export function holdsSecret(place: Place, value: unknown): boolean {
  if (place.kind === 'header' || placeName(place) === placeName(tokenPlace)) return true;
  return typeof value === 'string' && shownUrl(value) !== value;
}

/** A value as it may be shown: of a secret its kind and its end; null for nothing. */
export function shownValue(place: Place, value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = shownUrl(text);
  return holdsSecret(place, value) && shown === text ? shownToken(text) : shown;
}

/** A URL without the user and the password in it. */
export function shownUrl(text: string): string {
  const url = URL.parse(text);
  return url && (url.username !== '' || url.password !== '') ? text.replace(/\/\/[^/]*@/, '//…@') : text;
}

/** One too short to be told apart by its end without being told is not shown at all. */
function shownToken(token: string): string {
  const kind = /^(?:sbx-|sk-ant-|sk-)/.exec(token)?.[0] ?? '';
  return token.length >= 16 ? `${kind}…${token.slice(-4)}` : '…';
}
