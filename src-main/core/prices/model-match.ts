import type { MatchLogic } from '@pydantic/genai-prices';

/** A further number behind a name that ends with one: `claude-sonnet-5` is not `claude-sonnet-5-5`. Dates are longer. */
const furtherVersion = /^[-.]\d{1,2}(?![\da-z])/;

/**
 * Whether the price list means this model id, which is in lower case. The list finds a model by the beginning of its
 * name, and so takes one that is newer than the list for its predecessor; here such a model is unknown.
 */
export function isMeant(match: MatchLogic, id: string): boolean {
  if ('or' in match) return match.or.some((one) => isMeant(one, id));
  if ('and' in match) return match.and.every((one) => isMeant(one, id));
  if ('equals' in match) return id === match.equals.toLowerCase();
  if ('ends_with' in match) return id.endsWith(match.ends_with.toLowerCase());
  if ('regex' in match) return new RegExp(match.regex).test(id);
  if ('starts_with' in match) {
    const begin = match.starts_with.toLowerCase();
    return id.startsWith(begin) && !isOtherVersion(begin, id.slice(begin.length));
  }
  const part = match.contains.toLowerCase();
  const position = id.indexOf(part);
  return position >= 0 && !isOtherVersion(part, id.slice(position + part.length));
}

/** The names that stand for exactly one model. */
export function exactNames(match: MatchLogic): string[] {
  if ('equals' in match) return [match.equals.toLowerCase()];
  return 'or' in match ? match.or.flatMap(exactNames) : [];
}

/** Whether nothing but names written out stands for the model. */
export function isExact(match: MatchLogic): boolean {
  return 'or' in match ? match.or.every(isExact) : 'equals' in match;
}

function isOtherVersion(matched: string, rest: string): boolean {
  return /\d$/.test(matched) && furtherVersion.test(rest);
}
