/** Steps from the top of a config to a place in it. */
export type ConfigPath = readonly (string | number)[];

/** One thing that is wrong with a config. */
export interface ConfigProblem {
  /** As `providers[0].keys[1]`; empty where the file as a whole is meant. */
  path: string;
  /** From 1; absent where the problem stands in no line. */
  line?: number;
  /** From 1, in UTF-16 units; absent where `line` is. */
  column?: number;
  /** What is wrong and what is accepted; never the value of a key. */
  message: string;
}

/** A config file, or its folder, that cannot be used as it is: the message says every problem and its place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly ConfigProblem[], options?: ErrorOptions) {
    super(problems.map((problem) => describe(file, problem)).join('\n'), options);
    this.file = file;
    this.problems = problems;
  }
}

/** Writes a path as it is written in programs: `models["claude-*"].targets[0]`. */
export function formatPath(path: ConfigPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

function describe(file: string, { path, line, column, message }: ConfigProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return path === '' ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
}
