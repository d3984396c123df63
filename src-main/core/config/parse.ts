import { configSchema, type Config } from '../../contract/config.ts';
import { checkConfig } from './check.ts';
import type { FindPreset } from './check-providers.ts';
import { ConfigError, type ConfigPath, type ConfigProblem } from './config-error.ts';
import { problemAt, readDocument, valueOf, type Document } from './document.ts';
import { override, type Environment, type ConfigOverrides } from './overrides.ts';
import { schemaProblems } from './schema-problems.ts';

/** What a config's text is read against. */
export interface ParseContext {
  /** The file that errors name. */
  file: string;
  env: Environment;
  overrides: ConfigOverrides;
  findPreset: FindPreset;
}

/** A config as it is in force, and as it is written. */
export interface ParsedConfig {
  /** Variables replaced, environment and flags laid over. */
  config: Config;
  /** The file's own values with defaults filled in: each `${NAME}` unreplaced, nothing laid over. */
  raw: Config;
}

/**
 * Reads the text of a config file: comments, variables, schema, checks. Throws one {@link ConfigError} with all problems
 * found; what the checks find is known only once the schema has nothing to say.
 */
export function parseConfig(text: string, { file, env, overrides, findPreset }: ParseContext): ParsedConfig {
  const document = readSound(text, file);
  const missing: ConfigProblem[] = [];
  const replaceVariables = (value: string, path: ConfigPath) =>
    value.replaceAll(variable, (whole, name: string) => {
      if (env[name] !== undefined) return env[name];
      missing.push(problemAt(document, path, `the environment variable ${name} is not set`));
      return whole;
    });

  const result = configSchema.safeParse(readValue(document, replaceVariables));
  if (!result.success) {
    const found = schemaProblems(result.error.issues).map(({ path, message }) =>
      problemAt(document, path, message),
    );
    throw new ConfigError(file, inOrder(missing, found));
  }
  const { config, problems } = override(result.data, env, overrides);
  const found = checkConfig(config, findPreset).map(({ path, message }) =>
    problemAt(document, path, message),
  );
  const all = inOrder(missing, found, problems);
  if (all.length > 0) throw new ConfigError(file, all);
  return { config, raw: unreplaced(result.data, readSource(document)) };
}

/** Reads a text whose syntax must be sound; throws {@link ConfigError} where it is not. */
export function readSound(text: string, file: string): Document {
  const document = readDocument(text);
  if (document.problems.length > 0) throw new ConfigError(file, document.problems);
  return document;
}

/** The values as written, without defaults, each `${NAME}` unreplaced. */
export function readSource(document: Document): unknown {
  return readValue(document, (value) => value);
}

const variable = /\$\{([A-Za-z_]\w*)\}/g;

/** Whether a string holds a variable, so that its value is not in the file. */
export function holdsVariable(text: string): boolean {
  return text.search(variable) !== -1;
}

function readValue({ root }: Document, readString: (text: string, path: ConfigPath) => string): unknown {
  return root === undefined ? undefined : valueOf(root, readString);
}

/** In the order of the file. A value whose variable is missing says nothing more: the rest would follow from that. */
function inOrder(missing: ConfigProblem[], ...others: ConfigProblem[][]): ConfigProblem[] {
  const silent = new Set(missing.map(({ path }) => path));
  const problems = [...missing, ...others.flat().filter(({ path }) => !silent.has(path))];
  return problems.sort(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}

/** Puts the strings as written back into a parsed value, which differs from the source by them and by its defaults. */
function unreplaced<Value>(parsed: Value, source: unknown): Value;
function unreplaced(parsed: unknown, source: unknown): unknown {
  if (typeof source === 'string') return source;
  if (Array.isArray(parsed) && Array.isArray(source))
    return parsed.map((item, index) => unreplaced(item, source[index]));
  if (!isRecord(parsed) || !isRecord(source)) return parsed;
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [key, unreplaced(value, source[key])]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
