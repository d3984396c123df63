import { expect, test } from 'vitest';
import { configSchema } from '../../src-main/contract/config.ts';
import { ConfigError, formatPath } from '../../src-main/core/config/config-error.ts';
import { schemaProblems } from '../../src-main/core/config/schema-problems.ts';
import { plainProblem, problemsBeside, readFieldProblems } from '../../src-renderer/field-problems.ts';

test("a refused config's problems are found by their fields, several at once", () => {
  const { error } = configSchema.safeParse({
    providers: [{ id: 'A!', baseUrl: 'nowhere' }],
    models: { 'claude-*': { targets: ['x'] } },
    routes: { default: 'a/b' },
  });
  const problems = schemaProblems(error?.issues ?? []).map(({ path, message }) => ({
    path: formatPath(path),
    message,
  }));
  for (const file of ['/home/me/my data/config.json', 'C:\\Users\\me\\config.json']) {
    const { fields, rest } = readFieldProblems(new ConfigError(file, problems).message);
    expect(fields).toEqual(new Map(problems.map(({ path, message }) => [path, message])));
    expect(rest).toEqual([]);
  }
  expect(problems.length).toBeGreaterThan(2);
});

test('a place in the file is no part of the field', () => {
  const error = new ConfigError('/data/config.json', [
    { path: 'providers[0].baseUrl', line: 3, column: 7, message: 'begins with http:// or https://' },
  ]);
  expect(readFieldProblems(error.message).fields).toEqual(
    new Map([['providers[0].baseUrl', 'begins with http:// or https://']]),
  );
});

test("what an operation refuses is found by its fields, without the operation's name", () => {
  const { fields } = readFieldProblems('keys.set: name: Too small; value: Invalid input');
  expect(fields).toEqual(
    new Map([
      ['name', 'Too small'],
      ['value', 'Invalid input'],
    ]),
  );
});

test('a path that is written with dots is the same field', () => {
  const { fields } = readFieldProblems('config.set: providers.0.keys.1: Invalid input');
  expect([...fields.keys()]).toEqual(['providers[0].keys[1]']);
});

test('a sentence that names no field is told as it is', () => {
  const message = 'there is no keychain here: install gnome-keyring, or use env:NAME';
  expect(readFieldProblems(message)).toEqual({ fields: new Map(), rest: [message] });
});

test('what no field of a form shows stands at its end, with its path', () => {
  const problems = readFieldProblems('config.set: budgets[0].limitUsd: too small; budgets[1].use: unknown');
  expect(problemsBeside(problems, ['budgets[0].limitUsd'])).toEqual(['budgets[1].use: unknown']);
  expect(problemsBeside({ ...problems, rest: ['no keychain'] }, [])).toEqual([
    'no keychain',
    'budgets[0].limitUsd: too small',
    'budgets[1].use: unknown',
  ]);
});

test('a form of one field tells each reason once, without its place', () => {
  const refused = new Error(
    '/data/config.json: providers[0].id: an id is short\n/data/config.json:3:5: providers[0].id: an id is short',
  );
  expect(plainProblem(refused)).toBe('an id is short');
  expect(plainProblem(new Error('Signalbox does not answer'))).toBe('Signalbox does not answer');
});
