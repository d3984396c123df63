import { decodeString, elementsOf, isString, memberOf, type Span } from '../json-scanner.ts';
import { stringOf } from '../open-fields.ts';
import { bearsOurMark, readTaggedSignature } from '../signature.ts';
import { applyEdits, type Edit } from './splice.ts';

/**
 * Removes the thinking blocks that other vendors' models left in a conversation, which Anthropic would refuse, and
 * messages that held nothing else. All other bytes stay; the body itself comes back where there are none.
 */
export function removeForeignThinking(body: Buffer): Buffer {
  const messages = elementsIn(body, memberOf(body, 0, 'messages'));
  const emptied = new Set<Span>();
  const blockEdits: Edit[] = [];
  for (const message of messages) {
    const blocks = elementsIn(body, memberOf(body, message.start, 'content'));
    const foreign = new Set(blocks.filter((block) => isForeignThinking(body, block)));
    if (foreign.size > 0 && foreign.size === blocks.length) emptied.add(message);
    else blockEdits.push(...withoutElements(blocks, foreign));
  }
  const edits = [...blockEdits, ...withoutElements(messages, emptied)];
  return applyEdits(
    body,
    edits.sort((one, other) => one.start - other.start),
  );
}

/**
 * Gives the thinking blocks that a vendor's own model left in a conversation the signatures that it made itself, in place
 * of those that carried them. All other bytes stay; the body itself comes back where there are none.
 */
export function restoreOwnThinking(body: Buffer, vendor: string): Buffer {
  const edits = elementsIn(body, memberOf(body, 0, 'messages')).flatMap((message) =>
    elementsIn(body, memberOf(body, message.start, 'content')).flatMap((block): Edit[] => {
      const span = memberOf(body, block.start, 'signature');
      const tagged = readTaggedSignature(stringIn(body, block, 'signature'));
      if (span === undefined || tagged?.vendor !== vendor) return [];
      return [{ ...span, text: Buffer.from(JSON.stringify(stringOf(tagged.payload))).toString('latin1') }];
    }),
  );
  return applyEdits(body, edits);
}

/**
 * Removes a tag from the first text that holds it, of the system prompt and then of the first two user messages,
 * however that text's characters are escaped, and the block around it where nothing else was in it: Anthropic refuses
 * empty texts. A message keeps a space rather than no content at all. All other bytes stay.
 */
export function removeSubagentTag(body: Buffer, tag: string): Buffer {
  for (const place of taggableTexts(body)) {
    const { span } = place;
    const value = decodeString(body, span);
    const from = value.indexOf(tag);
    if (from === -1) continue;
    if (value.replace(tag, '').trim() === '') return applyEdits(body, withoutText(place));
    const start = offsetOfUnit(body, span.start + 1, from);
    return applyEdits(body, [{ start, end: offsetOfUnit(body, start, tag.length), text: '' }]);
  }
  return body;
}

/** A text that may hold a tag, and the blocks that it stands among. */
interface TaggableText {
  span: Span;
  block?: Span;
  siblings: readonly Span[];
  isMessage: boolean;
}

function withoutText({ span, block, siblings, isMessage }: TaggableText): Edit[] {
  if (block !== undefined && (siblings.length > 1 || !isMessage))
    return withoutElements(siblings, new Set([block]));
  return [{ ...span, text: isMessage ? '" "' : '""' }];
}

function isForeignThinking(bytes: Buffer, block: Span): boolean {
  return stringIn(bytes, block, 'type') === 'thinking' && bearsOurMark(stringIn(bytes, block, 'signature'));
}

/** Cuts elements out of an array, each with one of the commas beside it. */
export function withoutElements(elements: readonly Span[], removed: ReadonlySet<Span>): Edit[] {
  const edits: Edit[] = [];
  let isKeptBefore = false;
  for (const [index, element] of elements.entries()) {
    const previous = elements[index - 1];
    const next = elements[index + 1];
    if (!removed.has(element)) isKeptBefore = true;
    else if (isKeptBefore && previous !== undefined)
      edits.push({ start: previous.end, end: element.end, text: '' });
    else edits.push({ start: element.start, end: next?.start ?? element.end, text: '' });
  }
  return edits;
}

function* taggableTexts(bytes: Buffer): Generator<TaggableText, void, void> {
  yield* textsOf(bytes, memberOf(bytes, 0, 'system'), false);
  let users = 0;
  for (const message of elementsIn(bytes, memberOf(bytes, 0, 'messages'))) {
    if (stringIn(bytes, message, 'role') !== 'user') continue;
    yield* textsOf(bytes, memberOf(bytes, message.start, 'content'), true);
    users += 1;
    if (users === 2) return;
  }
}

/** The texts of content that is a string or blocks. */
function* textsOf(
  bytes: Buffer,
  content: Span | undefined,
  isMessage: boolean,
): Generator<TaggableText, void, void> {
  if (content === undefined) return;
  if (isString(bytes, content)) yield { span: content, siblings: [], isMessage };
  const siblings = elementsIn(bytes, content);
  for (const block of siblings) {
    const span = memberOf(bytes, block.start, 'text');
    if (span !== undefined) yield { span, block, siblings, isMessage };
  }
}

function elementsIn(bytes: Buffer, array: Span | undefined): Span[] {
  return array === undefined ? [] : [...elementsOf(bytes, array.start)];
}

function stringIn(bytes: Buffer, object: Span, key: string): string {
  const member = memberOf(bytes, object.start, key);
  return member === undefined ? '' : decodeString(bytes, member);
}

/** The offset in a string's source that stands a number of UTF-16 units further on in the string. */
function offsetOfUnit(bytes: Buffer, offset: number, units: number): number {
  let at = offset;
  for (let left = units; left > 0;) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x5c) at += bytes[at + 1] === 0x75 ? 6 : 2;
    else at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    left -= byte >= 0xf0 ? 2 : 1;
  }
  return at;
}
