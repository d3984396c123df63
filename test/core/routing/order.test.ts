import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src-main/core/routing/facts.ts';
import { decide } from '../../../src-main/core/routing/route.ts';
import { everyRoute, factsOf, routingOf } from './given.ts';

/** A model that only the pattern below knows, in a request that every way claims but the explicit one. */
const claimed: Facts = {
  ...factsOf({ model: 'patterned-haiku' }),
  webSearchMark: 'web_search_20250305',
  subagentMark: 'it bears an agent id',
  estimatedInputTokens: 1_000_000,
  hasImage: true,
  thinkMark: 'plan mode is active',
};

/** Each way in the reference's order, and how a request loses its claim to it. */
const ways: { route: string; without: Partial<Facts> }[] = [
  { route: 'explicit', without: { model: 'patterned-haiku' } },
  { route: 'rule:all', without: { client: 'nobody' } },
  { route: 'webSearch', without: { webSearchMark: null } },
  { route: 'subagent', without: { subagentMark: null } },
  { route: 'longContext', without: { estimatedInputTokens: 100_000 } },
  { route: 'image', without: { hasImage: false } },
  { route: 'background', without: { backgroundMark: null } },
  { route: 'model', without: { model: 'strange' } },
  { route: 'default', without: {} },
];

const routing = routingOf({
  models: { smart: { targets: ['on/a'] }, 'patterned-*': { targets: ['on/b'] } },
  rules: [{ name: 'all', when: { client: 'claude-code' }, use: 'on/rule' }],
});

describe('the order of the reference', () => {
  let facts: Facts = { ...claimed, model: 'smart', thinkMark: null };
  const steps = ways.map(({ route, without }) => {
    const step = { route, facts };
    facts = { ...facts, ...without };
    return step;
  });

  test.each(steps)('$route comes next', ({ route, facts: claims }) => {
    expect(decide(claims, routing).route).toBe(route);
  });

  test('image comes before think', () => {
    const both = { ...factsOf(), hasImage: true, thinkMark: 'plan mode is active' };
    expect(decide(both, routingOf()).route).toBe('image');
    expect(decide({ ...both, hasImage: false }, routingOf()).route).toBe('think');
  });

  test('think comes before a pattern', () => {
    const both = { ...factsOf({ model: 'patterned-opus' }), thinkMark: 'plan mode is active' };
    expect(decide(both, routing).route).toBe('rule:all');
    expect(decide({ ...both, client: null }, routing).route).toBe('think');
    expect(decide({ ...both, client: null, thinkMark: null }, routing).route).toBe('model');
  });

  test('what bears a mark of background is never thinking, whether that route is set or not', () => {
    const title = {
      ...factsOf(),
      thinkMark: 'the effort is high',
      backgroundMark: 'it asks for a session title',
    };
    expect(decide(title, routingOf()).route).toBe('background');
    expect(decide(title, routingOf({ routes: { ...everyRoute, background: null } })).route).toBe('default');
  });

  test.each(['webSearch', 'subagent', 'longContext', 'image', 'background'])(
    'a request that claims everything passes over %s where it is not set',
    (route) => {
      const names = ['webSearch', 'subagent', 'longContext', 'image', 'background', 'default'];
      const unset = Object.fromEntries(names.slice(0, names.indexOf(route) + 1).map((name) => [name, null]));
      const partly = routingOf({ routes: { ...everyRoute, ...unset, default: 'on/default' } });
      expect(decide(claimed, partly).route).toBe(names[names.indexOf(route) + 1]);
    },
  );
});

describe('reasons', () => {
  test.each([
    ['smart', {}, 'the client asked for "smart" by name'],
    ['x', { client: 'claude-code' }, 'the rule "all" takes client "claude-code"'],
    [
      'x',
      { webSearchMark: 'web_search_20250305' },
      'it brings the tool web_search_20250305, so routes.webSearch takes it',
    ],
    [
      'x',
      { estimatedInputTokens: 123_456 },
      'its input is about 123456 tokens, more than 100000, so routes.longContext takes it',
    ],
    ['x', { hasImage: true }, "the user's last turn holds an image, so routes.image takes it"],
    ['x', { thinkMark: 'plan mode is active' }, 'plan mode is active, so routes.think takes it'],
    [
      'x',
      { backgroundMark: 'it asks for a session title' },
      'it asks for a session title, so routes.background takes it',
    ],
    ['patterned-1', {}, '"patterned-1" matches "patterned-*" in models'],
    ['x', {}, 'nothing else applies to "x", so routes.default takes it'],
  ])('%s %j: the sentence names the sign', (model, claims: Partial<Facts>, reason) => {
    expect(decide({ ...factsOf({ model }, { client: null }), ...claims }, routing).reason).toBe(reason);
  });
});
