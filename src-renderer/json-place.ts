/** The steps to a place that is written with dots. */
export function placeOf(path: string): string[] {
  return path.split('.');
}

/** What stands at a place that is written with dots; undefined where nothing does. */
export function valueAt(value: object, path: string): unknown {
  return placeOf(path).reduce<unknown>(
    (inner, name) => new Map<string, unknown>(isObject(inner) ? Object.entries(inner) : []).get(name),
    value,
  );
}

/** A record with another value at a place; what is on the way there and missing is made. */
export function withValueAt(
  record: Readonly<Record<string, unknown>>,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (rest.length === 0) return { ...record, [name]: value };
  const inner = record[name];
  return { ...record, [name]: withValueAt(isObject(inner) ? { ...inner } : {}, rest, value) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
