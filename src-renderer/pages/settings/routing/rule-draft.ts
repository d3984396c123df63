import type { Rule } from '../../../../src-main/contract/config.ts';
import { readAmount } from '../../../amount.ts';

/** A rule as it stands in its form: texts, as typed. */
export interface RuleDraft {
  /** Its place among the rules; null for a new one, which comes last. */
  index: number | null;
  name: string;
  class: string;
  model: string;
  client: string;
  tool: string;
  prompt: string;
  minTokens: string;
  /** A line a header, as `x-team: a*`. */
  headers: string;
  use: string | null;
}

/** The conditions that are one line of text. */
export const textConditions = ['class', 'model', 'client', 'tool', 'prompt'] as const;

/** The form of a rule; empty for a new one. */
export function draftOf(index: number | null, rule?: Rule): RuleDraft {
  const { name = '', when = {}, use = null } = rule ?? {};
  return {
    index,
    name,
    class: when.class ?? '',
    model: when.model ?? '',
    client: when.client ?? '',
    tool: when.tool ?? '',
    prompt: when.prompt ?? '',
    minTokens: when.minTokens?.toString() ?? '',
    headers: Object.entries(when.header ?? {})
      .map(([header, pattern]) => `${header}: ${pattern}`)
      .join('\n'),
    use,
  };
}

/** The rule that a form describes. */
export function ruleOf(draft: RuleDraft): Rule {
  const texts = textConditions
    .filter((condition) => draft[condition].trim() !== '')
    .map((condition) => [condition, draft[condition].trim()]);
  const header = readHeaders(draft.headers);
  const minTokens = readAmount(draft.minTokens);
  return {
    name: draft.name.trim(),
    when: {
      ...Object.fromEntries(texts),
      ...(minTokens !== null && { minTokens }),
      ...(Object.keys(header).length > 0 && { header }),
    },
    use: draft.use ?? '',
  };
}

/** Where the rule stands among the rules once it is saved. */
export function placeOf({ index }: RuleDraft, rules: readonly Rule[]): number {
  return index !== null && index < rules.length ? index : rules.length;
}

/** The rules with this one in its place. */
export function withDraft(rules: readonly Rule[], draft: RuleDraft): Rule[] {
  const changed = [...rules];
  changed[placeOf(draft, rules)] = ruleOf(draft);
  return changed;
}

/** The rules with one of them a place up (-1) or down (1). */
export function withMoved(rules: readonly Rule[], index: number, step: -1 | 1): Rule[] {
  const [moved] = rules.slice(index, index + 1);
  const others = rules.toSpliced(index, 1);
  return moved ? others.toSpliced(index + step, 0, moved) : others;
}

/** Reads a line a header; a line without a colon is a header that may hold anything. */
export function readHeaders(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.trim());
  return Object.fromEntries(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const colon = line.indexOf(':');
        return colon < 0 ? [line, '*'] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }),
  );
}
