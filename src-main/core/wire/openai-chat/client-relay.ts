import { withoutElements } from '../anthropic/rewrite.ts';
import { applyEdits } from '../anthropic/splice.ts';
import { decodeString, elementsOf, memberOf, type Span } from '../json-scanner.ts';
import { bearsOurMark, signatureMark } from '../signature.ts';

/**
 * Removes the signed reasoning that other vendors' models left in a conversation from a body that is relayed: an upstream
 * that hands `reasoning_details` on to its model would have them refused. All other bytes stay, the plain text of the
 * reasoning too; the body itself comes back where there is none.
 */
export function removeForeignDetails(body: Buffer): Buffer {
  if (!body.includes(signatureMark)) return body;
  const text = body.toString('latin1');
  const edits = elementsIn(text, 0, 'messages').flatMap((message) => {
    const details = elementsIn(text, message.start, 'reasoning_details');
    return withoutElements(details, new Set(details.filter((detail) => isForeign(text, detail))));
  });
  return applyEdits(body, edits);
}

function elementsIn(text: string, offset: number, key: string): Span[] {
  const list = memberOf(text, offset, key);
  return list === undefined ? [] : [...elementsOf(text, list.start)];
}

function isForeign(text: string, detail: Span): boolean {
  const signature = memberOf(text, detail.start, 'signature');
  return signature !== undefined && bearsOurMark(decodeString(text, signature));
}
