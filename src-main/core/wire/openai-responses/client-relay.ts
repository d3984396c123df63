import { withoutElements } from '../anthropic/rewrite.ts';
import { applyEdits } from '../anthropic/splice.ts';
import { decodeString, elementsOf, isString, memberOf, type Span } from '../json-scanner.ts';
import { bearsOurMark } from '../signature.ts';

/**
 * Removes the reasoning that other vendors' models left in a conversation from a body that is relayed, which OpenAI
 * would refuse because it cannot decrypt it. All other bytes stay; the body itself comes back where there is none.
 */
export function removeForeignReasoning(body: Buffer): Buffer {
  const input = memberOf(body, 0, 'input');
  if (input === undefined) return body;
  const items = [...elementsOf(body, input.start)];
  return applyEdits(body, withoutElements(items, new Set(items.filter((item) => isForeign(body, item)))));
}

function isForeign(bytes: Buffer, item: Span): boolean {
  const sealed = memberOf(bytes, item.start, 'encrypted_content');
  return sealed !== undefined && isString(bytes, sealed) && bearsOurMark(decodeString(bytes, sealed));
}
