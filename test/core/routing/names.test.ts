import { describe, expect, test } from 'vitest';
import { decide } from '../../../src-main/core/routing/route.ts';
import { factsOf, routingOf } from './given.ts';

const routing = routingOf({
  models: {
    smart: { targets: ['on/vendor/big', { target: 'other/big', weight: 3 }], strategy: 'weighted' },
    'claude-*': { targets: ['on/pattern'] },
  },
});
const ask = (model: string) => decide(factsOf({ model }), routing);

describe('names that a client asks for', () => {
  test('provider/model of a known provider is explicit, and the model may hold slashes', () => {
    expect(ask('on/vendor/model')).toMatchObject({
      route: 'explicit',
      use: 'on/vendor/model',
      targets: [{ target: 'on/vendor/model', provider: 'on', model: 'vendor/model', weight: 1 }],
      strategy: 'priority',
    });
  });

  test('a name in models is explicit and brings its targets, weights and strategy', () => {
    expect(ask('smart')).toMatchObject({
      route: 'explicit',
      use: 'smart',
      targets: [
        { target: 'on/vendor/big', provider: 'on', model: 'vendor/big', weight: 1 },
        { target: 'other/big', provider: 'other', model: 'big', weight: 3 },
      ],
      strategy: 'weighted',
    });
  });

  test.each([
    'claude-signalbox/smart',
    'claude-signalbox/on/vendor/model',
    'smart[1m]',
    'claude-signalbox/smart[1m]',
  ])('%s is explicit', (model) => {
    expect(ask(model).route).toBe('explicit');
  });

  test('a first segment that is no provider is not explicit', () => {
    expect(ask('foo/bar').route).toBe('default');
    expect(ask('on/').route).toBe('default');
    expect(ask('/x').route).toBe('default');
  });

  test('a pattern is not a name, not even its own', () => {
    expect(ask('claude-*').route).toBe('model');
    expect(ask('claude-opus[1m]')).toMatchObject({ route: 'model', use: 'claude-*' });
  });

  test('a listed name that nothing knows is not found, and the error says what is known', () => {
    expect(() => ask('claude-signalbox/nowhere')).toThrow(
      expect.objectContaining({
        kind: 'not-found',
        message:
          'the client asked for "nowhere", but there is no such model: known are smart, on/MODEL, other/MODEL',
      }),
    );
  });

  test('the first of several matching patterns wins', () => {
    const patterns = { 'claude-haiku-*': { targets: ['on/small'] }, 'claude-*': { targets: ['on/big'] } };
    const routes = { default: 'on/default' };
    const decided = decide(factsOf({ model: 'claude-haiku-5-5' }), routingOf({ models: patterns, routes }));
    expect(decided).toMatchObject({ route: 'model', use: 'claude-haiku-*' });
  });

  test('a config that routes to nothing known is refused', () => {
    expect(() => routingOf({ routes: { default: 'nothing' } })).toThrow('"nothing"');
    expect(() => routingOf({ models: { a: { targets: ['nobody/b'] } } })).toThrow('"nobody/b"');
  });
});

describe('subagent tags', () => {
  const tagged = (target: string) =>
    `Look around. <CCM-SUBAGENT-MODEL>${target}</CCM-SUBAGENT-MODEL> Be brief.`;

  test('a tag names the target and is handed over for removal, whether routes.subagent is set or not', () => {
    const facts = factsOf({ messages: [{ role: 'user', content: tagged('smart') }] });
    const expected = {
      route: 'subagent',
      use: 'smart',
      reason: 'a subagent tag names "smart"',
      removeTag: { target: 'smart', text: '<CCM-SUBAGENT-MODEL>smart</CCM-SUBAGENT-MODEL>' },
    };
    expect(decide(facts, routing)).toMatchObject(expected);
    expect(
      decide(facts, routingOf({ models: { smart: { targets: ['on/a'] } }, routes: { default: 'on/b' } })),
    ).toMatchObject(expected);
  });

  test('the older tag counts too, and stands in any system block', () => {
    const system = [
      { type: 'text', text: 'You are an agent.' },
      { type: 'text', text: 'Rules. <CCR-SUBAGENT-MODEL> on/x </CCR-SUBAGENT-MODEL>' },
    ];
    expect(decide(factsOf({ system }), routing)).toMatchObject({ route: 'subagent', use: 'on/x' });
    expect(decide(factsOf({ system: tagged('on/y') }), routing)).toMatchObject({
      route: 'subagent',
      use: 'on/y',
    });
  });

  test('it counts in the second user message and no further', () => {
    const turn = (content: string) => [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content: 'ok' },
    ];
    const second = [...turn('one'), { role: 'system' as const, content: 'more' }, ...turn(tagged('smart'))];
    expect(decide(factsOf({ messages: second }), routing).route).toBe('subagent');
    const third = [...turn('one'), ...turn('two'), ...turn(tagged('smart'))];
    expect(decide(factsOf({ messages: third }), routing)).toMatchObject({
      route: 'model',
      removeTag: null,
    });
  });

  test('a tag is removed also where something earlier takes the request', () => {
    const facts = factsOf({ model: 'smart', system: tagged('on/x') });
    expect(decide(facts, routing)).toMatchObject({
      route: 'explicit',
      use: 'smart',
      removeTag: { target: 'on/x' },
    });
  });

  test('a tag that names nothing known is not found, and the error names it', () => {
    expect(() => decide(factsOf({ system: tagged('nowhere') }), routing)).toThrow(
      expect.objectContaining({
        kind: 'not-found',
        message:
          'a subagent tag names "nowhere", but there is no such model: known are smart, on/MODEL, other/MODEL',
      }),
    );
  });

  test.each([
    '<CCM-SUBAGENT-MODEL>',
    '<CCM-SUBAGENT-MODEL></CCM-SUBAGENT-MODEL>',
    '<CCM-SUBAGENT-MODEL>x</CCR-SUBAGENT-MODEL>',
  ])('%s is no tag', (text) => {
    expect(factsOf({ system: text }).subagentTag).toBeNull();
  });
});
