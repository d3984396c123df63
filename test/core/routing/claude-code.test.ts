import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../../src-main/core/routing/facts.ts';
import { decide } from '../../../src-main/core/routing/route.ts';
import { capture, routingOf, withoutHints, type Capture } from './given.ts';

interface Expected {
  route: string;
  class: string;
  /** Where the body alone cannot tell. */
  classWithoutHints?: string;
}

const expected: Record<string, Expected> = {
  main: { route: 'default', class: 'main' },
  'file-read': { route: 'default', class: 'main' },
  'image-read': { route: 'image', class: 'main' },
  haiku: { route: 'background', class: 'main' },
  subagent: { route: 'subagent', class: 'subagent' },
  'web-search': { route: 'webSearch', class: 'auxiliary' },
  'plan-mode': { route: 'think', class: 'main' },
  'plan-mode-continued': { route: 'think', class: 'main' },
  'plan-mode-left': { route: 'default', class: 'main' },
  'plan-mode-entered-by-model': { route: 'think', class: 'main' },
  'plan-mode-approved': { route: 'default', class: 'main' },
  'plan-mode-long-left': { route: 'default', class: 'main' },
  'plan-mode-in-reminder': { route: 'think', class: 'main' },
  'plan-mode-entered-by-model-in-reminder': { route: 'think', class: 'main' },
  'plan-mode-approved-in-reminder': { route: 'default', class: 'main' },
  'session-title': { route: 'background', class: 'auxiliary' },
  'session-title-without-betas': { route: 'background', class: 'auxiliary' },
  'prompt-suggestion': { route: 'background', class: 'auxiliary' },
  'side-question': { route: 'default', class: 'auxiliary', classWithoutHints: 'main' },
  compaction: { route: 'default', class: 'compaction' },
  'auto-mode-classifier': { route: 'default', class: 'auxiliary' },
  'effort-high': { route: 'think', class: 'main' },
};

function seen({ headers, body }: Capture) {
  const bodyBytes = Buffer.byteLength(JSON.stringify(body));
  const facts = readFacts(body, { headers, client: 'claude-code', bodyBytes });
  return { class: facts.class, route: decide(facts, routingOf()).route };
}

describe('what Claude Code really sends', () => {
  test('every capture has a route that is expected of it', () => {
    const files = readdirSync(new URL('../../fixtures/claude-code', import.meta.url));
    expect(Object.keys(expected).toSorted()).toEqual(
      files.map((file) => file.replace('.json', '')).toSorted(),
    );
  });

  for (const [name, { route, class: requestClass, classWithoutHints = requestClass }] of Object.entries(
    expected,
  )) {
    test(`${name} takes ${route} with hint headers`, () => {
      expect(seen(capture(name))).toEqual({ class: requestClass, route });
    });

    test(`${name} takes ${route} without hint headers`, () => {
      expect(seen(withoutHints(capture(name)))).toEqual({ class: classWithoutHints, route });
    });
  }

  test('a session title takes background even where the user has set a high effort', () => {
    const { headers, body } = capture('session-title');
    const title = { headers, body: { ...body, output_config: { ...body.output_config, effort: 'high' } } };
    expect(seen(title).route).toBe('background');
    expect(seen(withoutHints(title)).route).toBe('background');
  });
});
