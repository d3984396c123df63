import { z } from 'zod';
import { configSchema } from '../../contract/config.ts';
import type { ConfigPath } from './config-error.ts';

/** Something wrong with a value, and where, before a file and its lines are known. */
export interface ValueProblem {
  path: ConfigPath;
  message: string;
}

/** Says what the schema refused in the words of the config's author, and what it would accept. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[]): ValueProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    if (issue.code !== 'unrecognized_keys') return [{ path, message: inOurWords(issue.message) }];
    const message = `there is no such setting; accepted here: ${acceptedKeys(path).join(', ')}`;
    return issue.keys.map((key) => ({ path: [...path, key], message }));
  });
}

function inOurWords(message: string): string {
  return message
    .replace(/^Invalid input: expected (\w+), received undefined$/, 'this is needed and missing: expected $1')
    .replace(/^Invalid (?:input|option): /, '')
    .replace(/^Invalid discriminator value\. Expected /, 'expected ');
}

type Schema = z.core.JSONSchema.JSONSchema;

function acceptedKeys(path: ConfigPath): string[] {
  const whole: Schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  const alternatives = path.reduce(
    (schemas, step) => schemas.flatMap((schema) => below(schema, step)),
    variants(whole),
  );
  return [...new Set(alternatives.flatMap(namesIn))];
}

/** Of a record it is the names that are listed. */
function namesIn({ properties = {}, propertyNames }: Schema): string[] {
  const names = typeof propertyNames === 'object' ? (propertyNames.enum ?? []) : [];
  return [...Object.keys(properties), ...names.map(String)];
}

/** What a schema says of the value one step further in. */
function below({ properties, items, additionalProperties }: Schema, step: string | number): Schema[] {
  const next = typeof step === 'number' ? items : (properties?.[step] ?? additionalProperties);
  return typeof next === 'object' && !Array.isArray(next) ? variants(next) : [];
}

/** A schema and, where it is a choice, each of its choices. */
function variants(schema: Schema): Schema[] {
  return [schema, ...(schema.anyOf ?? [])];
}
