import { RE2JS } from 're2js';
import type { Rule } from '../../contract/config.ts';
import type { Facts } from './facts.ts';
import { compilePattern } from './pattern.ts';

/** The conditions of a rule, all of which must hold. */
export interface Conditions {
  matches(facts: Facts): boolean;
  /** Those that do not hold, in words. */
  unmet(facts: Facts): string[];
}

/**
 * Compiles the conditions of a rule. `prompt` is a regular expression of RE2, found anywhere; other texts are patterns
 * with `*`. Throws where an expression cannot be read.
 */
export function compileConditions(when: Rule['when']): Conditions {
  const { header = {}, ...rest } = when;
  const conditions = [
    named(
      'class',
      rest.class,
      textMatches(rest.class, (facts) => facts.class),
    ),
    named(
      'model',
      rest.model,
      textMatches(rest.model, (facts) => facts.model),
    ),
    named(
      'client',
      rest.client,
      textMatches(rest.client, (facts) => facts.client),
    ),
    ...Object.entries(header).map(([name, pattern]) =>
      named(
        `header ${name}`,
        pattern,
        textMatches(pattern, ({ headers }) => headers[name.toLowerCase()]),
      ),
    ),
    named('tool', rest.tool, toolMatches(rest.tool)),
    named('prompt', rest.prompt, promptMatches(rest.prompt)),
    named('minTokens', rest.minTokens, isAtLeast(rest.minTokens)),
  ].filter((condition) => condition !== undefined);
  return {
    matches: (facts) => conditions.every(({ holds }) => holds(facts)),
    unmet: (facts) => conditions.filter(({ holds }) => !holds(facts)).map(({ words }) => words),
  };
}

/** The conditions of a rule in words, such as `class "main", tool "mcp__*"`. */
export function describeConditions(when: Rule['when']): string {
  const conditions = Object.entries(when).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return conditions.length > 0 ? conditions.join(', ') : 'everything';
}

function named(name: string, value: unknown, holds: Condition) {
  return holds && { words: `${name} ${JSON.stringify(value)}`, holds };
}

/** Undefined where the rule does not ask. */
type Condition = ((facts: Facts) => boolean) | undefined;

function textMatches(pattern: string | undefined, read: (facts: Facts) => unknown): Condition {
  if (pattern === undefined) return undefined;
  const matches = compilePattern(pattern);
  return (facts) => {
    const text = read(facts);
    return typeof text === 'string' && matches(text);
  };
}

function toolMatches(pattern: string | undefined): Condition {
  if (pattern === undefined) return undefined;
  const matches = compilePattern(pattern);
  return ({ toolNames }) => toolNames.some(matches);
}

function promptMatches(expression: string | undefined): Condition {
  if (expression === undefined) return undefined;
  const compiled = RE2JS.compile(expression);
  return ({ prompt }) => compiled.matcher(prompt).find();
}

function isAtLeast(tokens: number | undefined): Condition {
  if (tokens === undefined) return undefined;
  return ({ estimatedInputTokens }) => estimatedInputTokens >= tokens;
}
