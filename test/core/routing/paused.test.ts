import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src-main/core/routing/facts.ts';
import { decide } from '../../../src-main/core/routing/route.ts';
import { everyRoute, factsOf, routingOf } from './given.ts';

const routing = {
  ...routingOf({
    models: { smart: { targets: ['on/a'] }, 'claude-*': { targets: ['on/b'] } },
    rules: [{ name: 'all', when: { client: 'claude-code' }, use: 'on/rule' }],
  }),
  isPaused: true,
};

const claims: Partial<Facts>[] = [
  {},
  { webSearchMark: 'web_search_20250305' },
  { subagentMark: 'it bears an agent id' },
  { estimatedInputTokens: 1_000_000 },
  { hasImage: true },
  { thinkMark: 'plan mode is active' },
  { backgroundMark: 'it is a title request' },
];

describe('while paused', () => {
  test.each(claims)('a request with %j goes to the default, and hears why', (claim) => {
    expect(decide({ ...factsOf(), ...claim }, routing)).toMatchObject({
      route: 'default',
      use: everyRoute.default,
      reason: expect.stringMatching(/^Signalbox is paused/),
    });
  });

  test('a model that was asked for by name still gets its way', () => {
    expect(decide(factsOf({ model: 'smart' }), routing)).toMatchObject({ route: 'explicit', use: 'smart' });
  });

  test('a tag does not choose, and does not reach the upstream either', () => {
    const system = '<CCM-SUBAGENT-MODEL>on/tagged</CCM-SUBAGENT-MODEL>';
    const decision = decide(factsOf({ system }), routing);
    expect(decision).toMatchObject({ route: 'default', removeTag: { target: 'on/tagged' } });
  });
});
