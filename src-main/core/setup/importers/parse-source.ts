import { parse as parseJson, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { membersOf } from './account.ts';
import { ImportError } from './import-error.ts';
import { json5ToJson } from './json5.ts';

const deepest = 64;

/**
 * Parses a config of whatever tool: JSON with comments or JSON5, TOML, YAML. What the text is shows in its beginning;
 * `place` is how errors name it. Throws {@link ImportError}, which never quotes the text.
 */
export function parseSource(text: string, place: string): unknown {
  const value = formatOf(text)(text.replace(/^\uFEFF/, ''), place);
  if (isTooDeep(value, deepest))
    throw new ImportError(place, `it is nested more than ${deepest} levels deep`);
  return value;
}

function formatOf(text: string): (text: string, place: string) => unknown {
  const { 0: first = '' } = /[^\s\uFEFF]/.exec(text) ?? [];
  if (first === '{' || first === '/') return readJson;
  return /^\s*\[{1,2}[\w."' -]+\]{1,2}\s*(?:#.*)?$/m.test(text) ? readToml : readYaml;
}

function readJson(text: string, place: string): unknown {
  const strict = tryJson(text);
  if (strict.problem === undefined) return strict.value;
  const lenient = tryJson(json5ToJson(text));
  if (lenient.problem === undefined) return lenient.value;
  const { offset, what } = strict.problem;
  throw new ImportError(`${place}${position(text, offset)}`, `this is not JSON (${what})`);
}

interface TriedJson {
  value: unknown;
  problem?: { offset: number; what: string };
}

function tryJson(text: string): TriedJson {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
    const [first] = errors;
    if (first === undefined) return { value };
    return { value, problem: { offset: first.offset, what: printParseErrorCode(first.error) } };
  } catch {
    // The parser calls itself for each level.
    return { value: undefined, problem: { offset: 0, what: 'nested too deeply' } };
  }
}

function readToml(text: string, place: string): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    // The error's own message shows the lines around the place, which may hold a key.
    const where = error instanceof TomlError ? `:${error.line}:${error.column}` : '';
    throw new ImportError(`${place}${where}`, 'this is not TOML');
  }
}

function readYaml(text: string, place: string): unknown {
  try {
    const document = parseDocument(text, { prettyErrors: false, merge: true });
    const [error] = document.errors;
    if (error)
      throw new ImportError(`${place}${position(text, error.pos[0])}`, `this is not YAML (${error.code})`);
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(
      place,
      'this is not YAML that could be read: it has too many aliases, or is nested too deeply',
    );
  }
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `:${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`;
}

function isTooDeep(value: unknown, left: number): boolean {
  return left < 0 || membersOf(value).some(([, inner]) => isTooDeep(inner, left - 1));
}
