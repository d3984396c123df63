import { decodeString, elementsOf, memberOf, type Span } from '../json-scanner.ts';
import { stringOf } from '../open-fields.ts';
import { bearsOurMark, readTaggedSignature, signatureMark } from '../signature.ts';
import { applyEdits, type Edit } from './splice.ts';

/**
 * Removes the thinking blocks that other vendors' models left in a conversation, which Anthropic would refuse, and
 * messages that held nothing else. All other bytes stay; the body itself comes back where there are none.
 */
export function removeForeignThinking(body: Buffer): Buffer {
  if (!body.includes(signatureMark)) return body;
  const text = body.toString('latin1');
  const messages = elementsIn(text, memberOf(text, 0, 'messages'));
  const emptied = new Set<Span>();
  const blockEdits: Edit[] = [];
  for (const message of messages) {
    const blocks = elementsIn(text, memberOf(text, message.start, 'content'));
    const foreign = new Set(blocks.filter((block) => isForeignThinking(text, block)));
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
  if (!body.includes(signatureMark)) return body;
  const text = body.toString('latin1');
  const edits = elementsIn(text, memberOf(text, 0, 'messages')).flatMap((message) =>
    elementsIn(text, memberOf(text, message.start, 'content')).flatMap((block): Edit[] => {
      const span = memberOf(text, block.start, 'signature');
      const tagged = readTaggedSignature(stringIn(text, block, 'signature'));
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
  const text = body.toString('latin1');
  for (const place of taggableTexts(text)) {
    const { span } = place;
    const value = decodeString(text, span);
    const from = value.indexOf(tag);
    if (from === -1) continue;
    if (value.replace(tag, '').trim() === '') return applyEdits(body, withoutText(place));
    const start = offsetOfUnit(text, span.start + 1, from);
    return applyEdits(body, [{ start, end: offsetOfUnit(text, start, tag.length), text: '' }]);
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

function isForeignThinking(text: string, block: Span): boolean {
  return stringIn(text, block, 'type') === 'thinking' && bearsOurMark(stringIn(text, block, 'signature'));
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

function* taggableTexts(text: string): Generator<TaggableText, void, void> {
  yield* textsOf(text, memberOf(text, 0, 'system'), false);
  let users = 0;
  for (const message of elementsIn(text, memberOf(text, 0, 'messages'))) {
    if (stringIn(text, message, 'role') !== 'user') continue;
    yield* textsOf(text, memberOf(text, message.start, 'content'), true);
    users += 1;
    if (users === 2) return;
  }
}

/** The texts of content that is a string or blocks. */
function* textsOf(
  text: string,
  content: Span | undefined,
  isMessage: boolean,
): Generator<TaggableText, void, void> {
  if (content === undefined) return;
  if (text[content.start] === '"') yield { span: content, siblings: [], isMessage };
  const siblings = elementsIn(text, content);
  for (const block of siblings) {
    const span = memberOf(text, block.start, 'text');
    if (span !== undefined) yield { span, block, siblings, isMessage };
  }
}

function elementsIn(text: string, array: Span | undefined): Span[] {
  return array === undefined ? [] : [...elementsOf(text, array.start)];
}

function stringIn(text: string, object: Span, key: string): string {
  const member = memberOf(text, object.start, key);
  return member === undefined ? '' : decodeString(text, member);
}

/** The offset in a string's source that stands a number of UTF-16 units further on in the string. */
function offsetOfUnit(text: string, offset: number, units: number): number {
  let at = offset;
  for (let left = units; left > 0;) {
    const byte = text.charCodeAt(at);
    if (byte === 0x5c) at += text[at + 1] === 'u' ? 6 : 2;
    else at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    left -= byte >= 0xf0 ? 2 : 1;
  }
  return at;
}
