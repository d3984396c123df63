/** An amount that was typed: whole micro-dollars, or why it is none. */
export type TypedAmount =
  | { kind: 'micros'; micros: number }
  | { kind: 'problem'; problem: 'empty' | 'unreadable' | 'tooFine' | 'zero' | 'tooLarge' };

const decimals = 6;
const mostMicros = 1_000_000_000_000;

/**
 * Reads an amount as people type it: with the separators of the page's locale, or those of another where they leave no
 * doubt. `1.234` means a thousand and more in German and little more than one in English; the locale decides that.
 */
export function readAmount(typed: string, locale: string): TypedAmount {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/[\s'’_]|US\$|USD|[$]/gi, '')
    .replace(/^[−–]/, '-');
  if (text === '') return { kind: 'problem', problem: 'empty' };
  const [, sign, figures = ''] = /^([+-]?)([\d.,]+)$/.exec(text) ?? [];
  const plain = withPoint(figures, locale);
  if (sign === undefined || plain === undefined) return { kind: 'problem', problem: 'unreadable' };
  const [whole = '', fraction = ''] = plain.split('.');
  if (fraction.replace(/0+$/, '').length > decimals) return { kind: 'problem', problem: 'tooFine' };
  if (whole.length > 9) return { kind: 'problem', problem: 'tooLarge' };
  const micros = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  if (micros > mostMicros) return { kind: 'problem', problem: 'tooLarge' };
  if (micros === 0) return { kind: 'problem', problem: 'zero' };
  return { kind: 'micros', micros: sign === '-' ? -micros : micros };
}

/** The figures with a point before the decimals and nothing between groups; undefined where they are no number. */
function withPoint(figures: string, locale: string): string | undefined {
  const marks = figures.replaceAll(/\d/g, '');
  if (marks === '') return figures;
  const last = marks.at(-1) ?? '';
  const group = last === '.' ? ',' : '.';
  const isDecimal = marks.length === 1 ? !isGroupOf(figures, last, locale) : new Set(marks).size === 2;
  if (!isDecimal) return grouped(figures, last);
  const [whole = '', fraction = '', ...rest] = figures.split(last);
  const before = whole === '' ? '0' : grouped(whole, group);
  return rest.length > 0 || before === undefined || !/^\d+$/.test(fraction)
    ? undefined
    : `${before}.${fraction}`;
}

/** Whether the only mark stands between thousands: three figures follow it, and the locale writes it so. */
function isGroupOf(figures: string, mark: string, locale: string): boolean {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567);
  return (
    /^[1-9]\d{0,2}.\d{3}$/.test(figures) &&
    parts.some(({ type, value }) => type === 'group' && value === mark)
  );
}

function grouped(figures: string, mark: string): string | undefined {
  const groups = figures.split(mark);
  const isWhole = groups.every((group, index) =>
    index === 0 ? /^\d+$/.test(group) && (groups.length === 1 || group.length <= 3) : /^\d{3}$/.test(group),
  );
  return isWhole ? groups.join('') : undefined;
}
