/**
 * Compiles a pattern in which `*` stands for anything, `/` and nothing included; all else stands for itself. Matching
 * looks for the pieces between the stars once, from left to right, and never goes back.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return (text) => text === pattern;
  const middle = pieces.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    const end = text.length - last.length;
    let position = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, position);
      if (found < 0 || found + piece.length > end) return false;
      position = found + piece.length;
    }
    return true;
  };
}

/** Whether a name is a pattern rather than itself. */
export function isPattern(name: string): boolean {
  return name.includes('*');
}
