/** What the section of the providers shows. */
export type Place = { kind: 'all' } | { kind: 'new'; preset?: string } | { kind: 'one'; id: string };

/** What an address means: `providers`, `providers/new`, `providers/new/PRESET` or `providers/ID`. */
export function placeOfHash(hash: string): Place {
  const [, first, second] = hash.split('/').map(decode);
  if (first === undefined || first === '') return { kind: 'all' };
  if (first === 'id' && second) return { kind: 'one', id: second };
  if (first !== 'new') return { kind: 'one', id: first };
  return second ? { kind: 'new', preset: second } : { kind: 'new' };
}

/** Where a provider is edited; a provider may be called "new" or "id". */
export function addressOf(id: string): string {
  return id === 'new' || id === 'id' ? `#providers/id/${id}` : `#providers/${id}`;
}

/** Where a provider of a preset is added. */
export function addressOfNew(preset: string): string {
  return `#providers/new/${preset}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Half an escape: whatever it was to be, it names nothing.
    return part;
  }
}
