/** What the core refused, by the field that it is about. */
export interface FieldProblems {
  /** Messages by path, as `providers[0].baseUrl`. */
  fields: ReadonlyMap<string, string>;
  /** What names no field. */
  rest: string[];
}

const place = /^(?:\/|[A-Za-z]:\\).*?(?::\d+:\d+)?: (?=\S)/;
const path = /^((?:[A-Za-z_$][\w$-]*|\["[^"]*"\])(?:\.[\w$-]+|\[\d+\]|\["[^"]*"\])*): (.+)$/s;
const operation = /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*: /;

/**
 * Reads a refusal's message apart: a line a problem, as `config.json: providers[0].baseUrl: …`, or several after the
 * operation's name, as `keys.set: name: …; value: …`. A path with dots, `providers.0.baseUrl`, is the same field.
 */
export function readFieldProblems(message: string): FieldProblems {
  const fields = new Map<string, string>();
  const rest: string[] = [];
  for (const line of linesOf(message)) {
    const [, field, problem] = path.exec(line) ?? [];
    if (field === undefined || problem === undefined) rest.push(line);
    else fields.set(withBrackets(field), problem);
  }
  return { fields, rest };
}

/** Why something was refused, without the places: for a form of one field. */
export function plainProblem(error: unknown): string {
  const { fields, rest } = readFieldProblems(error instanceof Error ? error.message : String(error));
  return [...new Set([...fields.values(), ...rest])].join('; ');
}

/** What a form has to tell at its end: the problems of no field, and those of fields that are not in `shown`. */
export function problemsBeside({ fields, rest }: FieldProblems, shown: readonly string[]): string[] {
  const others = [...fields].filter(([field]) => !shown.includes(field));
  return [...rest, ...others.map(([field, problem]) => `${field}: ${problem}`)];
}

function linesOf(message: string): string[] {
  const named = operation.exec(message);
  if (named) return message.slice(named[0].length).split('; ');
  return message.split('\n').map((line) => line.replace(place, ''));
}

function withBrackets(field: string): string {
  return field.replaceAll(/\.(\d+)(?=\.|\[|$)/g, '[$1]');
}
