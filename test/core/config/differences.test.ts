import * as fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { differences } from '../../../src-main/core/config/differences.ts';
import { editText } from '../../../src-main/core/config/edit-text.ts';

const everything = () => true;

test('only the places that differ are named', () => {
  const before = { server: { port: 1, host: 'a' }, providers: [{ id: 'x', keys: ['1'] }, { id: 'y' }] };
  const after = { server: { port: 2, host: 'a' }, providers: [{ id: 'x', keys: ['1', '2'] }, { id: 'y' }] };
  expect(differences(before, after, everything)).toEqual([
    { path: ['server', 'port'], value: 2 },
    { path: ['providers', 0, 'keys', 1], value: '2' },
  ]);
});

test('a member is known by its id: one that goes leaves the others as they are', () => {
  const before = [{ id: 'x' }, { id: 'y', a: 1 }, { id: 'z' }];
  expect(differences(before, [{ id: 'y', a: 2 }, { id: 'new' }], everything)).toEqual([
    { path: [1, 'a'], value: 2 },
    { path: [2], value: undefined },
    { path: [0], value: undefined },
    { path: [1], value: { id: 'new' } },
  ]);
});

test('a list in another order is replaced', () => {
  const after = [{ id: 'y' }, { id: 'x' }];
  expect(differences([{ id: 'x' }, { id: 'y' }], after, everything)).toEqual([{ path: [], value: after }]);
});

test('what is new in the middle of a list comes before the one that follows it', () => {
  const [x, y, z] = [{ id: 'x' }, { id: 'y' }, { id: 'z' }];
  expect(differences([x, z], [x, y, z], everything)).toEqual([{ path: [1], value: y, before: 1 }]);
});

test('a name of models that is new keeps its place among the patterns', () => {
  const [fast, any] = [{ targets: ['a/b'] }, { targets: ['c/d'] }];
  const before = { models: { 'fast-*': fast, '*': any } };
  expect(differences(before, { models: { 'quick-*': fast, '*': any } }, everything)).toEqual([
    { path: ['models', 'quick-*'], value: fast, before: '*' },
    { path: ['models', 'fast-*'], value: undefined },
  ]);
});

test('of names of models in another order those are moved that are fewest', () => {
  const [one, two, three] = [{ targets: ['x/y'] }, { targets: ['x/z'] }, { targets: ['x/w'] }];
  const before = { models: { a: one, b: two, c: three } };
  const after = { models: { c: three, a: one, b: two } };
  expect(differences(before, after, everything)).toEqual([
    { path: ['models', 'c'], value: undefined },
    { path: ['models', 'c'], value: three, before: 'a' },
  ]);
});

test('a moved name takes no comment along, and leaves all of them', () => {
  const text = `{
  "models": {
    // first
    "a": 1, // beside a
    // second
    "b": 2
  }
}`;
  const after = { models: { b: 2, a: 1 } };
  const edited = differences(parse(text), after, everything).reduce(
    (made, step) => editText(made, step.path, step.value, step.before),
    text,
  );
  expect(Object.keys(parse(edited).models)).toEqual(['b', 'a']);
  for (const comment of ['// first', '// beside a', '// second']) expect(edited).toContain(comment);
});

test('a default list that is not written is written whole', () => {
  const after = { clients: [{ id: 'a', limit: 5 }] };
  expect(differences({ clients: [{ id: 'a', limit: 0 }] }, after, () => false)).toEqual([
    { path: ['clients'], value: after.clients },
  ]);
});

test('applied in order they lead from any value to any other', () => {
  const member = fc.oneof(
    fc.record({ id: fc.constantFrom('x', 'y', 'z'), a: fc.nat({ max: 2 }) }),
    fc.constantFrom('one', 'two', 3, null),
  );
  const config = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(member, fc.array(member, { maxLength: 4 })),
  );
  const order = (value: object) => Object.entries(value).map(([name, inner]) => [name, inner]);
  const models = fc.record({ models: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(2)) });
  fc.assert(
    fc.property(models, models, (before, after) => {
      const edited = differences(before, after, everything).reduce(
        (made, step) => editText(made, step.path, step.value, step.before),
        JSON.stringify(before),
      );
      const made = parse(edited, [], { allowTrailingComma: true });
      expect(order(made.models)).toEqual(order(after.models));
    }),
  );
  fc.assert(
    fc.property(config, config, (before, after) => {
      const text = JSON.stringify(before);
      const edited = differences(before, after, everything).reduce(
        (made, step) => editText(made, step.path, step.value, step.before),
        text,
      );
      expect(parse(edited, [], { allowTrailingComma: true })).toEqual(after);
    }),
    { numRuns: 500 },
  );
});
