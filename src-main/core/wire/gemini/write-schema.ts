import { isRecord, recordOf, stringOf } from '../open-fields.ts';
import { writeParameters as writeObject } from '../openai-chat/schema.ts';
import type { FunctionDeclaration, Writing } from './gemini-request.ts';

type Schema = Record<string, unknown>;

/** Keywords of the OpenAPI subset that pass as they are (https://ai.google.dev/api/caching#Schema). */
const plainKeywords = [
  'title',
  'description',
  'format',
  'nullable',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'example',
  'default',
];

/** A tool's parameters in the form that the upstream takes; in the subset, none at all where it has no properties. */
export function writeParameters(
  schema: unknown,
  { quirks }: Writing,
): Pick<FunctionDeclaration, 'parameters' | 'parametersJsonSchema'> {
  const whole = writeObject(schema);
  if (quirks.schema !== 'subset') return { parametersJsonSchema: whole };
  return Object.keys(recordOf(whole['properties'])).length > 0 ? { parameters: toSubset(whole) } : {};
}

/**
 * A JSON Schema in the OpenAPI subset: references resolved, alternatives as `anyOf`, null as `nullable`. What the subset
 * cannot say is left out, so that it takes more than the schema did and never less; so is a reference within itself.
 */
export function toSubset(schema: Schema, root: Schema = schema, inside: readonly string[] = []): Schema {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const { $ref: _reference, ...beside } = schema;
    const target = inside.includes(reference) ? {} : recordOf(resolve(root, reference));
    return toSubset({ ...target, ...beside }, root, [...inside, reference]);
  }
  const convert = (value: unknown) => toSubset(recordOf(value), root, inside);
  const merged = withAllOf(schema);
  const { properties, items } = merged;
  const kept = Object.entries(merged).filter(([keyword]) => plainKeywords.includes(keyword));
  const mapped = Object.entries(recordOf(properties)).map(([name, value]) => [name, convert(value)] as const);
  const required = [merged['required'] ?? []]
    .flat()
    .filter((name) => mapped.some(([known]) => known === name));
  return {
    ...typesOf(merged, convert),
    ...Object.fromEntries(kept),
    ...(isRecord(properties) && { properties: Object.fromEntries(mapped) }),
    ...(required.length > 0 && { required }),
    ...(isRecord(items) && { items: convert(items) }),
    ...choicesOf(merged),
  };
}

/** `enum` and `const`, of texts only: the subset has no others. */
function choicesOf(schema: Schema): Schema {
  const { const: constant, enum: values = constant === undefined ? [] : [constant] } = schema;
  const choices: unknown[] = [values].flat();
  const texts = choices.filter((value) => value !== null);
  if (texts.length === 0 || !texts.every((value) => typeof value === 'string')) return {};
  return { type: 'STRING', enum: texts, ...(texts.length < choices.length && { nullable: true }) };
}

/** `type`, `nullable` and `anyOf`, from one type, several, or alternatives. */
function typesOf(schema: Schema, convert: (value: unknown) => Schema): Schema {
  const types = [schema['type']].flat().map(stringOf).filter(Boolean);
  const alternatives = [schema['anyOf'] ?? schema['oneOf'] ?? []].flat().map(recordOf);
  const others = types.filter((type) => type !== 'null');
  const choices = alternatives.filter(({ type }) => type !== 'null').map(convert);
  const several = others.map((type) => ({ type: type.toUpperCase() }));
  const isNullable = others.length < types.length || choices.length < alternatives.length;
  const only = several.length === 1 ? several[0] : several.length > 1 ? { anyOf: several } : {};
  return {
    ...only,
    ...(choices.length === 1 ? choices[0] : choices.length > 1 && { anyOf: choices }),
    ...(isNullable && { nullable: true }),
  };
}

function withAllOf(schema: Schema): Schema {
  const { allOf, ...rest } = schema;
  if (!Array.isArray(allOf)) return schema;
  return [rest, ...allOf.map(recordOf)].reduce((joined, part) => ({
    ...joined,
    ...part,
    properties: { ...recordOf(joined['properties']), ...recordOf(part['properties']) },
    required: [joined['required'] ?? [], part['required'] ?? []].flat(),
  }));
}

function resolve(root: Schema, reference: string): unknown {
  const path = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  return path
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => recordOf(value)[step], root);
}
