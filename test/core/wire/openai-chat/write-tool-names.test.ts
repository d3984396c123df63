import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { renamedTools, upstreamToolName } from '../../../../src-main/core/wire/openai-chat/tool-names.ts';

const names = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('a', 'B', '0', '_', '-'), minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  // Alike but for their ends, as the tools of one MCP server are.
  fc.string({ maxLength: 3 }).map((end) => `mcp__${'server'.repeat(12)}__${end}`),
);

test('case 8: every name fits the rule', () => {
  fc.assert(
    fc.property(names, (name) => {
      expect(upstreamToolName(name)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    }),
  );
});

test('case 8: different names stay different', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { maxLength: 50 }), (list) => {
      expect(new Set(list.map(upstreamToolName)).size).toBe(list.length);
    }),
  );
});

test('case 8: a tool that is called like a shortened name does not take its place', () => {
  fc.assert(
    fc.property(names, (name) => {
      const shortened = upstreamToolName(name);
      fc.pre(shortened !== name);
      expect(upstreamToolName(shortened)).not.toBe(shortened);
    }),
  );
});

test('case 8: renamed tools lead back to the name that the client knows', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { maxLength: 50 }), (list) => {
      const back = renamedTools(list);
      expect(list.map((name) => back.get(upstreamToolName(name)) ?? upstreamToolName(name))).toEqual(list);
    }),
  );
});

test('names that fit are left alone', () => {
  expect(['Read', 'mcp__github__create_issue', 'a-b', 'x'.repeat(64)].map(upstreamToolName)).toEqual([
    'Read',
    'mcp__github__create_issue',
    'a-b',
    'x'.repeat(64),
  ]);
});
