import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../../../src-main/core/routing/facts.ts';
import { decide } from '../../../src-main/core/routing/route.ts';
import type { MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';
import { factsOf, routingOf } from './given.ts';

function meets(
  when: object,
  request: Partial<MessagesRequest>,
  context: Partial<RequestContext> = {},
): boolean {
  const routing = routingOf({ rules: [{ name: 'r', when, use: 'on/ruled' }] });
  return decide(factsOf(request, context), routing).route === 'rule:r';
}

const said = (content: string): Partial<MessagesRequest> => ({ messages: [{ role: 'user', content }] });

describe('each condition of a rule', () => {
  test('class', () => {
    const headers = { 'x-claude-code-request-class': 'compaction' };
    expect(meets({ class: 'compaction' }, {}, { headers })).toBe(true);
    expect(meets({ class: 'compaction' }, {})).toBe(false);
    expect(meets({ class: 'main' }, {})).toBe(true);
  });

  test('model, as a pattern and without [1m]', () => {
    expect(meets({ model: 'claude-*-5' }, { model: 'claude-opus-5[1m]' })).toBe(true);
    expect(meets({ model: 'claude-*-5' }, { model: 'gpt-5' })).toBe(false);
  });

  test('client, which may be unknown', () => {
    expect(meets({ client: 'cursor' }, {}, { client: 'cursor' })).toBe(true);
    expect(meets({ client: 'cursor' }, {}, { client: 'other' })).toBe(false);
    expect(meets({ client: '*' }, {}, { client: null })).toBe(false);
  });

  test('tool: any of them', () => {
    const tools = [{ name: 'Read' }, { name: 'mcp__files__list' }];
    expect(meets({ tool: 'mcp__*' }, { tools })).toBe(true);
    expect(meets({ tool: 'mcp__*' }, { tools: tools.slice(0, 1) })).toBe(false);
    expect(meets({ tool: 'mcp__*' }, {})).toBe(false);
  });

  test('prompt: a regular expression, found anywhere in what the user said last', () => {
    expect(meets({ prompt: 'trans(late|pose)' }, said('please translate this'))).toBe(true);
    expect(meets({ prompt: '^translate' }, said('please translate this'))).toBe(false);
    const earlier: MessagesRequest['messages'] = [
      { role: 'user', content: 'translate' },
      { role: 'assistant', content: 'ok' },
      { role: 'user', content: 'thanks' },
    ];
    expect(meets({ prompt: 'translate' }, { messages: earlier })).toBe(false);
  });

  test('a prompt expression that would hang a backtracking engine is done at once', () => {
    expect(meets({ prompt: '^(a+)+$' }, said(`${'a'.repeat(19_000)}b`))).toBe(false);
  });

  test('minTokens', () => {
    expect(meets({ minTokens: 1000 }, said('x'.repeat(10_000)))).toBe(true);
    expect(meets({ minTokens: 1000 }, said('x'.repeat(100)))).toBe(false);
  });

  test('header: every one, whatever the case of its name', () => {
    const when = { header: { 'X-Team': 'a', 'x-place': 'b*' } };
    expect(meets(when, {}, { headers: { 'x-team': 'a', 'x-place': 'berlin' } })).toBe(true);
    expect(meets(when, {}, { headers: { 'x-team': 'a' } })).toBe(false);
    expect(meets(when, {}, { headers: { 'x-team': 'ab', 'x-place': 'b' } })).toBe(false);
  });
});

test('all conditions must hold, and none means every request', () => {
  expect(meets({ client: 'claude-code', model: 'claude-*' }, {})).toBe(true);
  expect(meets({ client: 'claude-code', model: 'gpt-*' }, {})).toBe(false);
  expect(meets({}, {})).toBe(true);
});

test('the first matching rule wins', () => {
  const rules = [
    { name: 'no', when: { client: 'nobody' }, use: 'on/1' },
    { name: 'first', when: {}, use: 'on/2' },
    { name: 'second', when: {}, use: 'on/3' },
  ];
  expect(decide(factsOf(), routingOf({ rules }))).toMatchObject({ route: 'rule:first', use: 'on/2' });
});
