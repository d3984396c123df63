import { expect, test } from 'vitest';
import { readJsonObject } from '../../src-renderer/json-problem.ts';

test('an object is read as it is', () => {
  expect(readJsonObject(' { "a": [1, "b"] } ')).toEqual({ kind: 'object', value: { a: [1, 'b'] } });
});

test.for([
  ['{ "a": oops }', { at: 7, line: 1, column: 8 }],
  ['{ "a": 1,\n  "b": oops }', { at: 17, line: 2, column: 8 }],
  ['{\n  "a": 1\n', { at: 11, line: 3, column: 1 }],
  ['{ // mine\n}', { at: 2, line: 1, column: 3 }],
  ['[1]', { at: 0, line: 1, column: 1 }],
  ['"text"', { at: 0, line: 1, column: 1 }],
] as const)('the place where %j is no JSON object is told', ([text, problem]) => {
  expect(readJsonObject(text)).toEqual({ kind: 'problem', problem });
});
