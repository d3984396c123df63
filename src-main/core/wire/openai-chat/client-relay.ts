import { withoutElements } from '../anthropic/rewrite.ts';
import { applyEdits } from '../anthropic/splice.ts';
import { decodeString, elementsOf, memberOf, type Span } from '../json-scanner.ts';
import { bearsOurMark } from '../signature.ts';

/**
 * Removes the signed reasoning that other vendors' models left in a conversation from a body that is relayed: an upstream
 * that hands `reasoning_details` on to its model would have them refused. All other bytes stay, the plain text of the
 * reasoning too; the body itself comes back where there is none.
 */
export function removeForeignDetails(body: Buffer): Buffer {
  const edits = elementsIn(body, 0, 'messages').flatMap((message) => {
    const details = elementsIn(body, message.start, 'reasoning_details');
    return withoutElements(details, new Set(details.filter((detail) => isForeign(body, detail))));
  });
  return applyEdits(body, edits);
}

function elementsIn(bytes: Buffer, offset: number, key: string): Span[] {
  const list = memberOf(bytes, offset, key);
  return list === undefined ? [] : [...elementsOf(bytes, list.start)];
}

function isForeign(bytes: Buffer, detail: Span): boolean {
  const signature = memberOf(bytes, detail.start, 'signature');
  return signature !== undefined && bearsOurMark(decodeString(bytes, signature));
}
