import { holdsVariable } from '../../config/parse.ts';

/** The object's own fields, or none for anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The list, or an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The trimmed string, or undefined for anything else and for an empty one. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

const largest = 1_000_000_000;

/** A number above zero, also where it is written as text; at most a billion, which is no limit any more. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number > 0 ? Math.min(number, largest) : undefined;
}

const longestModel = 300;

/** A model's name that our config can hold: one line, no variable in it. */
export function modelOf(value: unknown): string | undefined {
  const name = textOf(value);
  if (name === undefined || name.length > longestModel || name === '__proto__') return undefined;
  return /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name) || holdsVariable(name) ? undefined : name;
}

/** The names in a list of models that our config can hold. */
export function modelsOf(value: unknown): string[] {
  return [...new Set(listOf(value).flatMap((name) => modelOf(name) ?? []))];
}

/** Milliseconds as our config accepts them. */
export function millisecondsOf(value: unknown, unit = 1): number | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : Math.min(86_400_000, Math.max(1, Math.round(number * unit)));
}
