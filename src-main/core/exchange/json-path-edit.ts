import { compile, jsonpath, type JSONPathQuery, type JSONValue } from 'json-p3';
import type { Transform } from '../../contract/config.ts';

type Json = JSONValue;
type Location = readonly (string | number)[];
/** Changes a body in place. */
type Edit = (body: Json) => void;

/** Compiles a transform that drops or sets what a JSONPath finds, in place; a path of names alone is made where it is missing. */
export function compileEdit(transform: Exclude<Transform, { kind: 'regex' }>): Edit {
  const query = compile(transform.path);
  if (transform.kind === 'drop') {
    // From the last to the first, so that what leaves an array moves nothing that is still to go.
    return (body) => {
      for (const location of query.query(body).locations().toReversed()) removeAt(body, location);
    };
  }
  const { value } = transform;
  const named = namesIn(query);
  return (body) => {
    const locations = query.query(body).locations();
    for (const location of locations) setAt(body, location, value);
    if (locations.length === 0 && named !== undefined) setAt(body, named, value);
  };
}

/** The members that a path of names alone goes through, which can be made where they are missing. */
function namesIn(query: JSONPathQuery): string[] | undefined {
  if (!query.singularQuery()) return undefined;
  const names = query.segments.map(({ selectors: [only, ...others] }) =>
    only instanceof jsonpath.selectors.NameSelector && others.length === 0 ? only.name : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function removeAt(body: Json, location: Location): void {
  const last = location.at(-1);
  const parent = valueAt(body, location.slice(0, -1));
  if (Array.isArray(parent) && typeof last === 'number') parent.splice(last, 1);
  else if (isJsonObject(parent) && last !== undefined) delete parent[last];
}

function setAt(body: Json, location: Location, value: Json): void {
  const last = location.at(-1);
  if (last === undefined) return;
  let parent: Json = body;
  for (const step of location.slice(0, -1)) {
    const next: Json = memberOf(parent, step);
    if (isContainer(next)) parent = next;
    else {
      const made: Json = {};
      assign(parent, step, made);
      parent = made;
    }
  }
  assign(parent, last, value);
}

function valueAt(body: Json, location: Location): Json {
  return location.reduce<Json>(memberOf, body);
}

function memberOf(value: Json, step: string | number): Json {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function assign(parent: Json, step: string | number, value: Json): void {
  if (Array.isArray(parent) && typeof step === 'number') parent[step] = value;
  else if (isJsonObject(parent)) parent[step] = value;
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function isJsonObject(value: Json): value is { [key: string]: Json } {
  return isContainer(value) && !Array.isArray(value);
}
