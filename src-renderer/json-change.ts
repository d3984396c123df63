/** Anything that JSON can hold, and undefined for what is not there. */
type Json = unknown;

/** Whether two values are the same as JSON. */
export function isSameJson(one: Json, other: Json): boolean {
  if (isRecord(one) && isRecord(other)) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
      isSameJson(one[key], other[key]),
    );
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSameJson(item, other[index]));
  }
  return one === other;
}

/**
 * Carries what changed between two values over to a third, which another hand may have changed meanwhile. What was
 * changed to its default is left out, so that a config says only what differs; lists are changed as a whole.
 */
export function carryChange(before: Json, after: Json, current: Json, byDefault: Json): Json {
  if (isSameJson(before, after)) return current;
  if (!isRecord(before) || !isRecord(after) || !isRecord(current)) {
    return isSameJson(after, byDefault) ? undefined : after;
  }
  const names = new Set([...Object.keys(current), ...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const defaults = isRecord(byDefault) ? byDefault[name] : undefined;
      const value = carryChange(before[name], after[name], current[name], defaults);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A value without what is so by default anyway, as deep as both are objects. */
export function withoutDefaults(value: object, defaults: object): object {
  const known = new Map<string, Json>(Object.entries(defaults));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]: [string, Json]) => {
      const byDefault = known.get(name);
      if (isSameJson(inner, byDefault)) return [];
      return [[name, isRecord(inner) && isRecord(byDefault) ? withoutDefaults(inner, byDefault) : inner]];
    }),
  );
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
