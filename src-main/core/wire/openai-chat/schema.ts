import type { ChatQuirks } from './quirks.ts';
import { isRecord, recordOf } from '../open-fields.ts';

type Schema = Record<string, unknown>;

/** Keywords whose value maps names of the user's own to schemas: those names are no keywords. */
const mapsOfSchemas = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
/** Keywords whose value is a schema or a list of schemas; what any other keyword holds is data. */
const subschemas = new Set([
  'items',
  'prefixItems',
  'additionalItems',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'propertyNames',
  'contains',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
]);

/**
 * A tool's parameters as the upstream takes them: without the keywords that it refuses, and always an object that lists
 * its properties, even none, since OpenAI refuses one without the list.
 */
export function writeParameters(schema: unknown, refused: ChatQuirks['refusedKeywords'] = {}): Schema {
  const top = Object.entries(recordOf(schema)).filter(([keyword]) => !refused.atTop?.includes(keyword));
  const kept = withoutKeywords(Object.fromEntries(top), refused.anywhere);
  return { ...kept, type: 'object', properties: recordOf(kept['properties']) };
}

/** The schema without the given keywords at any depth; properties that bear such a name stay. */
export function withoutKeywords(schema: Schema, keywords: readonly string[] = []): Schema {
  if (keywords.length === 0) return schema;
  const trim = (value: unknown) => (isRecord(value) ? withoutKeywords(value, keywords) : value);
  const kept = Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (subschemas.has(keyword)) return [keyword, Array.isArray(value) ? value.map(trim) : trim(value)];
      if (!mapsOfSchemas.has(keyword) || !isRecord(value)) return [keyword, value];
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, trim(inner)]))];
    }),
  );
}

/**
 * Whether a schema may be sent with `strict: true`, which OpenAI refuses unless every object is closed and requires all
 * of its properties: https://developers.openai.com/api/docs/guides/structured-outputs
 */
export function fitsStrict(schema: Schema): boolean {
  if (schema['type'] === 'object' || isRecord(schema['properties'])) {
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    if (schema['additionalProperties'] !== false) return false;
    if (!Object.keys(recordOf(schema['properties'])).every((name) => required.includes(name))) return false;
  }
  return Object.entries(schema)
    .flatMap(([keyword, value]) => {
      if (mapsOfSchemas.has(keyword)) return Object.values(recordOf(value));
      return subschemas.has(keyword) ? [value].flat() : [];
    })
    .every((inner) => !isRecord(inner) || fitsStrict(inner));
}
