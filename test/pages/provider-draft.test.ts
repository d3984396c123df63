import { expect, test } from 'vitest';
import { configSchema } from '../../src-main/contract/config.ts';
import { problemsOf } from '../../src-renderer/draft-problems.ts';
import { draftOf, entryOf } from '../../src-renderer/provider-draft.ts';

const provider = configSchema.shape.providers.element;
const { id: _id, ...defaults } = provider.parse({ id: 'x' });
const full = provider.parse({
  id: 'a',
  preset: 'litellm',
  baseUrl: 'http://localhost/v1',
  keys: ['keychain:a', 'env:B'],
  models: ['m', 'vendor/n'],
  headers: { drop: ['x-a'], add: { 'x-b': '1' }, force: { accept: 'c' }, dropAll: true },
  transforms: [
    { kind: 'regex', in: 'user', pattern: 'a', flags: 'i', replace: 'b' },
    { kind: 'drop', path: '$.metadata' },
    { kind: 'set', path: '$.x', value: { y: [1, null, 'z'] } },
  ],
  timeouts: { connectMs: 1 },
  retry: { statuses: [500, 503] },
  tls: { verify: false },
  prices: { 'm*': { input: 0.5, output: 0, cacheRead: 0.1 } },
  takes: { images: false },
  proxy: 'http://proxy:1',
});
const base = { id: 'a', preset: 'litellm' };

test('an entry that nobody touched comes out of its draft as it went in', () => {
  expect(entryOf(draftOf(full, defaults), base, defaults)).toEqual(full);
  const bare = provider.parse({ id: 'b', preset: 'openai' });
  expect(entryOf(draftOf(bare, defaults), { id: 'b', preset: 'openai' }, defaults)).toEqual(bare);
  expect(problemsOf(draftOf(full, defaults))).toEqual(new Map());
});

test('an empty line stands for the default, and a default is an empty line', () => {
  const draft = draftOf(full, defaults);
  expect(draft.lines['timeouts.connectMs']).toBe('1');
  expect(draft.lines['timeouts.idleMs']).toBe('');
  const emptied = { ...draft, lines: { ...draft.lines, 'timeouts.connectMs': ' ' } };
  expect(entryOf(emptied, base, defaults)['timeouts']).toEqual(defaults.timeouts);
});

test('what can be seen to be wrong is told by its place', () => {
  const draft = draftOf(full, defaults);
  const wrong = {
    ...draft,
    lines: { ...draft.lines, 'retry.attempts': 'three', 'retry.statuses': '500, x' },
    add: [...draft.add, { name: 'x-b', value: '', row: 1 }, { name: ' ', value: '', row: 2 }],
    transforms: draft.transforms.map((one) => ({ ...one, value: '{ y' })),
    prices: [
      { pattern: 'm*', input: '1', output: '', cacheRead: '', cacheWrite: '-', cacheWrite1h: '', row: 0 },
    ],
  };
  expect([...problemsOf(wrong)]).toEqual([
    ['retry.attempts', 'number'],
    ['retry.statuses', 'number'],
    ['transforms[2].value', 'json'],
    ['prices["m*"].output', 'number'],
    ['prices["m*"].cacheWrite', 'number'],
    ['headers.add["x-b"]', 'twice'],
    ['headers.add[" "]', 'empty'],
  ]);
});
