import { expect, test } from 'vitest';
import { carryChange } from '../../src-renderer/json-change.ts';

const defaults = { list: [], retry: { attempts: 3, baseMs: 500 } };

test('only what was changed is carried over', () => {
  const before = { id: 'a', list: [], retry: { attempts: 3, baseMs: 500 } };
  const after = { id: 'a', list: [], retry: { attempts: 9, baseMs: 500 } };
  const current = { id: 'a', list: ['another hand'], retry: { attempts: 3, baseMs: 700 } };
  expect(carryChange(before, after, current, defaults)).toEqual({
    id: 'a',
    list: ['another hand'],
    retry: { attempts: 9, baseMs: 700 },
  });
});

test('what is set back to its default is left out', () => {
  const before = { id: 'a', list: ['x'], retry: { attempts: 9, baseMs: 500 } };
  const after = { id: 'a', list: [], retry: { attempts: 3, baseMs: 500 } };
  expect(carryChange(before, after, before, defaults)).toEqual({ id: 'a', retry: { baseMs: 500 } });
});

test('what was not touched stays even where it says the default', () => {
  const same = { id: 'a', list: [], retry: { attempts: 3, baseMs: 500 } };
  expect(carryChange(same, structuredClone(same), same, defaults)).toBe(same);
});

test('what is new is set, and what is gone is gone', () => {
  expect(carryChange({ a: 1, b: 2 }, { b: 2, c: 3 }, { a: 1, b: 2 }, {})).toEqual({ b: 2, c: 3 });
});
