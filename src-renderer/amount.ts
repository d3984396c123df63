/** A number as a person types it, `1,000` or `2.50`; null where nothing was typed, or no number. */
export function readAmount(typed: string): number | null {
  const text = bare(typed);
  return text === '' || !isAmount(typed) ? null : Number(text);
}

/** Whether what was typed is a number, or nothing. Ask before it is read: what is none must not be taken for nothing. */
export function isAmount(typed: string): boolean {
  return /^\d*\.?\d*$/.test(bare(typed)) && bare(typed) !== '.';
}

function bare(typed: string): string {
  return typed.trim().replaceAll(/[\s,_$]/g, '');
}
