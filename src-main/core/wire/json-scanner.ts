/**
 * Finds values in JSON text without parsing it, so that a few bytes of a body can be replaced and all others stay.
 * The text is the body's bytes read as latin1: an offset is a byte's, and what is not ASCII only stands in strings.
 * In a text that is not JSON the offsets mean nothing, but every function returns.
 */

/** Where a value stands: from its first byte to behind its last. */
export interface Span {
  start: number;
  end: number;
}

/** A member of an object: its key, decoded, and where its value stands. */
export interface Member extends Span {
  key: string;
}

const quote = 0x22;
const backslash = 0x5c;

/** The members of the object that begins at an offset, in order, repeated keys too; none if there is no object. */
export function* membersOf(text: string, offset = 0): Generator<Member, void, void> {
  let at = skipSpace(text, offset);
  if (text[at] !== '{') return;
  at = skipSpace(text, at + 1);
  while (text.charCodeAt(at) === quote) {
    const keyEnd = endOfString(text, at);
    const key = decodeString(text, { start: at, end: keyEnd });
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    yield { key, start, end };
    at = skipSeparator(text, end);
  }
}

/** The elements of the array that begins at an offset, in order; none if there is no array. */
export function* elementsOf(text: string, offset: number): Generator<Span, void, void> {
  if (text[offset] !== '[') return;
  let start = skipSpace(text, offset + 1);
  while (start < text.length && text[start] !== ']') {
    const end = endOfValue(text, start);
    yield { start, end };
    start = skipSeparator(text, end);
  }
}

/** Where an object's value of a key stands; of the last one if it is repeated, as parsers take it. */
export function memberOf(text: string, offset: number, key: string): Member | undefined {
  let found: Member | undefined;
  for (const member of membersOf(text, offset)) if (member.key === key) found = member;
  return found;
}

/** The string that stands at a place; empty if it is no string. */
export function decodeString(text: string, { start, end }: Span): string {
  const raw = text.slice(start, end);
  // Keys and short values mostly need no decoding.
  if (/^"[\x20\x21\x23-\x5b\x5d-\x7e]*"$/.test(raw)) return raw.slice(1, -1);
  try {
    const value: unknown = JSON.parse(Buffer.from(raw, 'latin1').toString());
    return typeof value === 'string' ? value : '';
  } catch {
    // Not JSON: no string that anyone asks for.
    return '';
  }
}

/** The offset behind the value that begins at an offset, at least one further on. */
function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfNested(text, start);
  let end = start + 1;
  while (end < text.length && !' \t\r\n,]}'.includes(text.charAt(end))) end += 1;
  return end;
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        continue;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        if (depth === 0) return at + 1;
        break;
    }
    at += 1;
  }
  return at;
}

/** Looks for the next quote that no backslash escapes: `indexOf` passes over long strings far quicker than a loop. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === backslash) first -= 1;
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}

function skipSeparator(text: string, offset: number): number {
  const at = skipSpace(text, offset);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}
