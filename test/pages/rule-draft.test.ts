import { expect, test } from 'vitest';
import type { Rule } from '../../src-main/contract/config.ts';
import { isAmount, readAmount } from '../../src-renderer/amount.ts';
import {
  draftOf,
  readHeaders,
  ruleOf,
  withDraft,
  withMoved,
} from '../../src-renderer/pages/settings/routing/rule-draft.ts';

const rule = (name: string): Rule => ({ name, when: {}, use: 'smart' });
const names = (rules: readonly Rule[]) => rules.map(({ name }) => name);

test('a rule goes through its form and comes out the same', () => {
  const whole: Rule = {
    name: 'all of it',
    when: {
      class: 'main',
      model: 'claude-*',
      client: 'cursor',
      tool: 'mcp__*',
      prompt: 'a: b',
      minTokens: 0,
      header: { 'x-team': 'a: *', 'x-other': '*' },
    },
    use: 'smart',
  };
  expect(ruleOf(draftOf(0, whole))).toEqual(whole);
  expect(ruleOf(draftOf(0, rule('bare')))).toEqual(rule('bare'));
});

test('a new rule comes last, an edited one stays in its place', () => {
  const rules = [rule('a'), rule('b')];
  expect(names(withDraft(rules, { ...draftOf(null), name: 'c' }))).toEqual(['a', 'b', 'c']);
  expect(names(withDraft(rules, { ...draftOf(0, rule('a')), name: 'c' }))).toEqual(['c', 'b']);
});

test('a rule is moved a place, and one that is gone moves nothing', () => {
  const rules = [rule('a'), rule('b'), rule('c')];
  expect(names(withMoved(rules, 2, -1))).toEqual(['a', 'c', 'b']);
  expect(names(withMoved(rules, 0, 1))).toEqual(['b', 'a', 'c']);
  expect(names(withMoved(rules, 7, 1))).toEqual(['a', 'b', 'c']);
});

test('headers are a line each; without a colon any value will do', () => {
  expect(readHeaders(' x-team: a*\n\nx-any\n')).toEqual({ 'x-team': 'a*', 'x-any': '*' });
});

test.for([
  ['1,000', 1000],
  ['2.50', 2.5],
  ['$ 25', 25],
  ['', null],
] as const)('an amount typed as %j is %s', ([typed, amount]) => {
  expect(isAmount(typed)).toBe(true);
  expect(readAmount(typed)).toBe(amount);
});

test.for(['many', '-1', '1e3', '1.2.3', '.'])('%j is no amount, and never taken for none', (typed) => {
  expect(isAmount(typed)).toBe(false);
});
