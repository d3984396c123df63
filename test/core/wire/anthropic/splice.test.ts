import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spliceModel } from '../../../../src-main/core/wire/anthropic/splice.ts';

const splice = (json: string, model = 'new'): string => spliceModel(Buffer.from(json), model).toString();

test.each([
  ['{"model":"old","a":1}', '{"model":"new","a":1}'],
  [
    '{ "a" : [1e400, -0, 1.0, 123456789012345678901] , "model"\t:\r\n"old" }',
    '{ "a" : [1e400, -0, 1.0, 123456789012345678901] , "model"\t:\r\n"new" }',
  ],
  ['{"mod\\u0065l":"old"}', '{"mod\\u0065l":"new"}'],
  ['{"model":"x","model":"y"}', '{"model":"new","model":"new"}'],
  ['{"model":null}', '{"model":"new"}'],
  ['{"model":{"model":1},"z":0}', '{"model":"new","z":0}'],
  [
    '{"a":{"model":"old"},"b":["model",{"model":"old"}]}',
    '{"a":{"model":"old"},"b":["model",{"model":"old"}]}',
  ],
  [
    '{"a":"\\"model\\":\\"old\\"","b":"}]\\\\","model":"old"}',
    '{"a":"\\"model\\":\\"old\\"","b":"}]\\\\","model":"new"}',
  ],
  ['{"models":"old","Model":"old"}', '{"models":"old","Model":"old"}'],
  ['[{"model":"old"}]', '[{"model":"old"}]'],
])('only the value of a top-level model changes: %s', (before, after) => {
  expect(splice(before)).toBe(after);
});

test('a model is written with the escapes that it needs, and beside UTF-8 of any width', () => {
  expect(splice('{"ä":"字🚂","model":"old","é":"🚂"}', 'a"b/ü')).toBe(
    '{"ä":"字🚂","model":"a\\"b/ü","é":"🚂"}',
  );
});

test('a body that names the model already comes back itself, however it spells it', () => {
  for (const json of ['{"model":"new"}', '{"model":"n\\u0065w"}', '{}', '[]', '"model"', '']) {
    const body = Buffer.from(json);
    expect(spliceModel(body, 'new')).toBe(body);
  }
});

test('a body that is no JSON, or is cut off, is passed on without a fuss', () => {
  const json = '{"a":[{"b":"\\"c"}],"model":"old","d":-1.5e3}';
  for (let length = 0; length < json.length; length += 1)
    expect(() => splice(json.slice(0, length))).not.toThrow();
  expect(() => splice('{"a":}{,]["model":"')).not.toThrow();
});

describe('any body', () => {
  const space = fc.stringMatching(/^[ \t\r\n]{0,2}$/);
  const plain = fc.constantFrom('a', 'model', '}', ']', '{', '[', ',', ':', ' ', 'ä', '字', '🚂', '\u2028');
  const escaped = fc.constantFrom(
    '\\"',
    '\\\\',
    '\\/',
    '\\n',
    '\\u0065',
    '\\ud83d\\ude82',
    '\\ud800',
    '\\u0000',
  );
  const string = fc.array(fc.oneof(plain, escaped)).map((parts) => `"${parts.join('')}"`);
  const key = string.filter((text) => text !== '"model"' && text !== '"mod\\u0065l"');
  const scalar = fc.constantFrom(
    '1e400',
    '-0',
    '1.0',
    '123456789012345678901',
    '1E-7',
    'true',
    'false',
    'null',
  );
  const join = (opening: string, parts: string[], closing: string) => opening + parts.join(',') + closing;
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      string,
      fc.tuple(space, tie('value'), space).map((parts) => parts.join('')),
      fc.array(tie('value')).map((parts) => join('[', parts, ']')),
      fc
        .array(fc.tuple(fc.oneof(key, fc.constant('"model"')), tie('value')).map((pair) => pair.join(':')))
        .map((parts) => join('{', parts, '}')),
    ),
  }));
  const spaced = (part: fc.Arbitrary<string>) => fc.tuple(space, part, space).map((parts) => parts.join(''));
  const modelKey = fc.constantFrom('"model"', '"mod\\u0065l"', '"\\u006d\\u006Fdel"');
  const member = fc.oneof(
    fc.record({ key: spaced(key), before: space, value: spaced(value), isModel: fc.constant(false) }),
    fc.record({ key: spaced(modelKey), before: space, value, isModel: fc.constant(true) }),
  );

  test('keeps every byte before and after the values of its models', () => {
    fc.assert(
      fc.property(fc.array(member), space, (members, end) => {
        const body = (valueOf: (one: (typeof members)[number]) => string) =>
          `{${members.map((one) => `${one.key}:${one.before}${valueOf(one)}`).join(',')}}${end}`;
        const before = body((one) => one.value);
        const after = body((one) => {
          if (!one.isModel) return one.value;
          const bare = one.value.trim();
          const from = one.value.indexOf(bare);
          return `${one.value.slice(0, from)}"new"${one.value.slice(from + bare.length)}`;
        });
        expect(() => JSON.parse(before)).not.toThrow();
        expect(splice(before)).toBe(after);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes through strings however long their runs without an escape are', () => {
    const run = fc.nat(700).map((length) => 'x'.repeat(length));
    const escape = fc.constantFrom('\\\\', '\\"', '\\\\\\"', '\\n', '\\u0022');
    const long = fc
      .array(fc.tuple(run, escape, run).map((parts) => parts.join('')))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(long, long, (before, after) => {
        const [head, tail] = [
          `{"system":"${before}","model":`,
          `,"messages":["${after}",{"model":"${after}"}]}`,
        ];
        expect(splice(`${head}"old"${tail}`)).toBe(`${head}"new"${tail}`);
      }),
      { numRuns: 300 },
    );
  });

  test('of 5 MB keeps all others of its bytes', () => {
    const text = '"const a = \\"quoted\\";\\n字🚂 }]{[ \\\\", '.repeat(120_000);
    const [head, tail] = [`{"messages":[${text}1.0],"model":`, ',"max_tokens":128000}'];
    const before = Buffer.from(`${head}"old"${tail}`);
    expect(before.length).toBeGreaterThan(5_000_000);
    expect(spliceModel(before, 'new').equals(Buffer.from(`${head}"new"${tail}`))).toBe(true);
  });
});
