import { withoutElements } from '../anthropic/rewrite.ts';
import { applyEdits } from '../anthropic/splice.ts';
import { decodeString, elementsOf, memberOf, type Span } from '../json-scanner.ts';
import { bearsOurMark, signatureMark } from '../signature.ts';

/**
 * Removes the reasoning that other vendors' models left in a conversation from a body that is relayed, which OpenAI
 * would refuse because it cannot decrypt it. All other bytes stay; the body itself comes back where there is none.
 */
export function removeForeignReasoning(body: Buffer): Buffer {
  if (!body.includes(signatureMark)) return body;
  const text = body.toString('latin1');
  const input = memberOf(text, 0, 'input');
  if (input === undefined || text[input.start] !== '[') return body;
  const items = [...elementsOf(text, input.start)];
  return applyEdits(body, withoutElements(items, new Set(items.filter((item) => isForeign(text, item)))));
}

function isForeign(text: string, item: Span): boolean {
  const sealed = memberOf(text, item.start, 'encrypted_content');
  return sealed !== undefined && text[sealed.start] === '"' && bearsOurMark(decodeString(text, sealed));
}
