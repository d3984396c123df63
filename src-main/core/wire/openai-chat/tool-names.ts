import { stableHash } from './stable-hash.ts';

const hashLength = 12;
const accepted = /^[a-zA-Z0-9_-]{1,64}$/;
/** The form of a shortened name; a tool that happens to be called so is renamed too, and the two cannot meet. */
const shortened = /_h[0-9a-f]{12}$/;

/**
 * The name that a tool has upstream: its own where OpenAI's rule takes it (at most 64 of a-z, A-Z, 0-9, _ and -), else
 * a readable beginning and a hash. Depends on the name alone, so history, tools and tool_choice agree.
 */
export function upstreamToolName(name: string): string {
  if (accepted.test(name) && !shortened.test(name)) return name;
  const beginning = name.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64 - hashLength - 2);
  return `${beginning}_h${stableHash(name, hashLength)}`;
}

/** Upstream names → the client's, for those that differ. */
export function renamedTools(names: readonly string[]): Map<string, string> {
  return new Map(
    names
      .map((name) => [upstreamToolName(name), name] as const)
      .filter(([upstream, name]) => upstream !== name),
  );
}
