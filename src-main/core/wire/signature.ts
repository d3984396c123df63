const mark = 'signalbox1.';

/** What a thinking block's signature carries home when the thinking came from a vendor other than Anthropic. */
export interface TaggedSignature {
  /** Who must get the payload back; nobody else may. */
  vendor: string;
  /** The vendor's own form of the reasoning, or null where the block's text is all there is. */
  payload: unknown;
}

/**
 * Makes the signature of a thinking block that did not come from Anthropic. Clients send signatures back unchanged
 * (seen with Claude Code 2.1.329), so it can carry a vendor's own reasoning to the next turn.
 */
export function tagSignature({ vendor, payload }: TaggedSignature): string {
  return mark + Buffer.from(JSON.stringify([vendor, payload])).toString('base64url');
}

/** Reads a signature that {@link tagSignature} made; undefined for anyone else's, and for one that was damaged. */
export function readTaggedSignature(signature: unknown): TaggedSignature | undefined {
  if (typeof signature !== 'string' || !signature.startsWith(mark)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(signature.slice(mark.length), 'base64url').toString());
    if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return undefined;
    return { vendor: parsed[0], payload: parsed[1] };
  } catch {
    // Cut or altered on the way: as good as absent.
    return undefined;
  }
}

/** Whether a thinking block bears our mark, damaged or not: Anthropic would refuse it. */
export function bearsOurMark(signature: unknown): boolean {
  return typeof signature === 'string' && signature.startsWith(mark);
}

/** The mark's bytes, for a quick look whether a body holds any tagged signature at all. */
export const signatureMark: string = mark;
