/**
 * Finds values in the bytes of JSON without parsing them, so that a few can be replaced and all others stay. What is not
 * ASCII only stands in strings. In what is not JSON the offsets mean nothing, but every function returns.
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

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The members of the object that begins at an offset, in order, repeated keys too; none if there is no object. */
export function* membersOf(bytes: Buffer, offset = 0): Generator<Member, void, void> {
  let at = skipSpace(bytes, offset);
  if (bytes[at] !== openBrace) return;
  at = skipSpace(bytes, at + 1);
  while (bytes[at] === quote) {
    const keyEnd = endOfString(bytes, at);
    const key = decodeString(bytes, { start: at, end: keyEnd });
    const start = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1);
    const end = endOfValue(bytes, start);
    yield { key, start, end };
    at = skipSeparator(bytes, end);
  }
}

/** The elements of the array that begins at an offset, in order; none if there is no array. */
export function* elementsOf(bytes: Buffer, offset: number): Generator<Span, void, void> {
  if (bytes[offset] !== openBracket) return;
  let start = skipSpace(bytes, offset + 1);
  while (start < bytes.length && bytes[start] !== closeBracket) {
    const end = endOfValue(bytes, start);
    yield { start, end };
    start = skipSeparator(bytes, end);
  }
}

/** Where an object's value of a key stands; of the last one if it is repeated, as parsers take it. */
export function memberOf(bytes: Buffer, offset: number, key: string): Member | undefined {
  let found: Member | undefined;
  for (const member of membersOf(bytes, offset)) if (member.key === key) found = member;
  return found;
}

/** Whether a string stands at an offset. */
export function isString(bytes: Buffer, { start }: Span): boolean {
  return bytes[start] === quote;
}

/** The string that stands at a place; empty if it is no string. */
export function decodeString(bytes: Buffer, { start, end }: Span): string {
  const raw = bytes.toString('latin1', start, end);
  // Keys and short values mostly need no decoding.
  if (/^"[\x20\x21\x23-\x5b\x5d-\x7e]*"$/.test(raw)) return raw.slice(1, -1);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return typeof value === 'string' ? value : '';
  } catch {
    // Not JSON: no string that anyone asks for.
    return '';
  }
}

/** The offset behind the value that begins at an offset, at least one further on. */
function endOfValue(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === quote) return endOfString(bytes, start);
  if (first === openBrace || first === openBracket) return endOfNested(bytes, start);
  let end = start + 1;
  while (end < bytes.length && !isEndOfScalar(bytes[end])) end += 1;
  return end;
}

function endOfNested(bytes: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
      continue;
    }
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return at;
}

/** So many bytes without an escape are the beginning of something long, such as an image. */
const longRun = 256;

/** A loop comes through code and prose sooner, because of their many escapes; `indexOf` passes over what has none. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  let nextQuote = 0;
  while (at < bytes.length) {
    const runEnd = Math.min(at + longRun, bytes.length);
    let byte = bytes[at];
    while (byte !== quote && byte !== backslash && at < runEnd) byte = bytes[++at];
    if (byte === quote) return at + 1;
    if (byte === backslash) at += 2;
    else {
      // Looked for once, however many escapes stand before it.
      if (nextQuote < at) nextQuote = bytes.indexOf(quote, at);
      if (nextQuote === -1) break;
      const escape = bytes.subarray(at, nextQuote).indexOf(backslash);
      at = escape === -1 ? nextQuote : at + escape;
    }
  }
  return bytes.length;
}

function skipSpace(bytes: Buffer, offset: number): number {
  let at = offset;
  while (at < bytes.length && isSpace(bytes[at])) at += 1;
  return at;
}

function skipSeparator(bytes: Buffer, offset: number): number {
  const at = skipSpace(bytes, offset);
  return bytes[at] === comma ? skipSpace(bytes, at + 1) : at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}

function isEndOfScalar(byte: number | undefined): boolean {
  return byte === comma || byte === closeBracket || byte === closeBrace || isSpace(byte);
}
