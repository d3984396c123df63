import { RE2JS } from 're2js';
import type { Rule } from '../../contract/config.ts';
import type { Facts } from './facts.ts';
import { compilePattern } from './pattern.ts';

/**
 * Compiles the conditions of a rule, all of which must hold. `prompt` is a regular expression of RE2, found anywhere;
 * other texts are patterns with `*`. Throws where an expression cannot be read.
 */
export function compileConditions(when: Rule['when']): (facts: Facts) => boolean {
  const conditions = [
    textMatches(when.class, (facts) => facts.class),
    textMatches(when.model, (facts) => facts.model),
    textMatches(when.client, (facts) => facts.client),
    ...Object.entries(when.header ?? {}).map(([name, pattern]) =>
      textMatches(pattern, ({ headers }) => headers[name.toLowerCase()]),
    ),
    toolMatches(when.tool),
    promptMatches(when.prompt),
    isAtLeast(when.minTokens),
  ].filter((condition) => condition !== undefined);
  return (facts) => conditions.every((holds) => holds(facts));
}

/** The conditions of a rule in words, such as `class "main", tool "mcp__*"`. */
export function describeConditions(when: Rule['when']): string {
  const conditions = Object.entries(when).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return conditions.length > 0 ? conditions.join(', ') : 'everything';
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
