import type { ConfigPath } from '../../config/config-error.ts';

/** What of a foreign config came over: where it stood, where it is now, and what became of it. */
export interface Carried {
  from: string;
  to: string;
  what: string;
}

/** What of a foreign config stays behind, and why. */
export interface Lost {
  from: string;
  why: string;
  whatToDo?: string;
}

interface At<Entry> {
  path: ConfigPath;
  entry: Entry;
}

/**
 * Keeps the account of an import: every value of the source is carried or lost, and what no reader spoke of is lost as
 * unknown once the account is settled. Nothing that is said may hold a value of the source that could be a secret.
 */
export class Account {
  readonly #carried: At<Omit<Carried, 'from'>>[] = [];
  readonly #lost: At<Omit<Lost, 'from'>>[] = [];
  /** Paths that were spoken of, with all that lies below them. */
  readonly #spoken = new Set<string>();
  /** Paths above one that was spoken of. */
  readonly #above = new Set<string>();

  carry(path: ConfigPath, to: string, what: string): void {
    this.speak(path);
    this.#carried.push({ path, entry: { to, what } });
  }

  lose(path: ConfigPath, why: string, whatToDo?: string): void {
    this.speak(path);
    this.#lost.push({ path, entry: { why, ...(whatToDo !== undefined && { whatToDo }) } });
  }

  /** Notes that something is said of a value elsewhere, or later. */
  speak(path: ConfigPath): void {
    this.#spoken.add(key(path));
    for (let length = path.length - 1; length >= 0; length -= 1) this.#above.add(key(path.slice(0, length)));
  }

  /**
   * Reports what nobody spoke of, in the source or below `at`, as lost: each time the widest value of which that is
   * true. What is empty says nothing.
   */
  settle(source: unknown, why: string, at: ConfigPath = []): void {
    const walk = (value: unknown, path: ConfigPath): void => {
      if (isEmpty(value) || this.#spoken.has(key(path))) return;
      if (path.length > 0 && !this.#above.has(key(path))) return this.lose(path, why);
      for (const [step, inner] of membersOf(value)) walk(inner, [...path, step]);
    };
    walk(source, at);
  }

  /** What was said, in order. What differs only in places in lists is one entry, with `[*]` for those places. */
  report(): { carried: Carried[]; lost: Lost[] } {
    return { carried: together(this.#carried), lost: together(this.#lost) };
  }
}

function together<Entry>(said: readonly At<Entry>[]): (Entry & { from: string })[] {
  const groups = Map.groupBy(said, ({ path, entry }) =>
    JSON.stringify([path.map((step) => (typeof step === 'number' ? '*' : step)), entry]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const differs = (step: string | number, place: number) => others.some(({ path }) => path[place] !== step);
    const from = writePath(first.path.map((step, place) => (differs(step, place) ? null : step)));
    return [{ from, ...first.entry }];
  });
}

/** Writes a path as `models["a-b"].targets[0]`; null is any place in a list. */
export function writePath(path: readonly (string | number | null)[]): string {
  return path
    .map((step) => {
      if (typeof step !== 'string') return `[${step ?? '*'}]`;
      return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

/** Whether a value holds nothing that could be carried. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return isContainer(value) && Object.values(value).every(isEmpty);
}

/** The members of a list or an object, none of anything else. */
export function membersOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isContainer(value) ? Object.entries(value) : [];
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

function key(path: ConfigPath): string {
  return JSON.stringify(path);
}
