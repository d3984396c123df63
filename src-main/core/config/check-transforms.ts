import { compile } from 'json-p3';
import { RE2JS } from 're2js';
import type { Config, Transform } from '../../contract/config.ts';
import type { ValueProblem } from './schema-problems.ts';

/** Finds expressions and paths of transforms that cannot be read. */
export function checkTransforms({ providers }: Pick<Config, 'providers'>): ValueProblem[] {
  return providers.flatMap(({ transforms }, provider) =>
    transforms.flatMap((transform, index): ValueProblem[] => {
      const problem = problemOf(transform);
      if (problem === undefined) return [];
      const path = ['providers', provider, 'transforms', index, problem.field];
      return [{ path, message: problem.message }];
    }),
  );
}

function problemOf(transform: Transform): { field: string; message: string } | undefined {
  if (transform.kind === 'regex') {
    const reason = reasonOf(() => RE2JS.compile(transform.pattern).matcher('').replaceAll(transform.replace));
    return reason === undefined
      ? undefined
      : { field: 'pattern', message: `this is not a regular expression of RE2: ${reason}` };
  }
  const reason = reasonOf(() => compile(transform.path));
  return reason === undefined
    ? undefined
    : { field: 'path', message: `this is not a JSONPath such as "$.metadata": ${reason}` };
}

function reasonOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
