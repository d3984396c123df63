import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { vertexClaudeBody, vertexClaudePath } from '../../../../src-main/core/wire/anthropic/vertex.ts';

const version = '"anthropic_version":"vertex-2023-10-16"';
const rewritten = (body: string) => vertexClaudeBody(Buffer.from(body)).toString();

test('the path names the model and whether the answer is streamed', () => {
  expect(vertexClaudePath('claude-opus-5-5@20261001', true)).toBe(
    '/publishers/anthropic/models/claude-opus-5-5@20261001:streamRawPredict',
  );
  expect(vertexClaudePath('claude-opus-5-5', false)).toBe(
    '/publishers/anthropic/models/claude-opus-5-5:rawPredict',
  );
  expect(vertexClaudePath('a/../b', false)).not.toContain('/../');
});

test.each([
  ['{"model":"a","max_tokens":1}', `{${version},"max_tokens":1}`],
  ['{"max_tokens":1,"model":"a"}', `{${version},"max_tokens":1}`],
  ['{"a":1 , "model" : "a" , "b":{"model":"kept"}}', `{${version},"a":1 , "b":{"model":"kept"}}`],
  ['{\n  "model": "a",\n  "n": 1.0\n}', `{${version},\n  "n": 1.0\n}`],
  ['{"model":"a"}', `{${version}}`],
  ['{"model":"a","model":"b","mod\\u0065l":"c","x":1}', `{${version},"x":1}`],
  ['{"x":1,"anthropic_version":"older"}', `{${version},"x":1}`],
  ['{}', `{${version}}`],
  ['[1]', '[1]'],
])('%s', (body, expected) => {
  expect(rewritten(body)).toBe(expected);
});

test('every other byte stays', () => {
  const members = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.jsonValue()), {
    selector: ([key]) => key,
    maxLength: 5,
  });
  fc.assert(
    fc.property(members, fc.nat({ max: 5 }), (others, place) => {
      const kept = others
        .filter(([key]) => key !== 'model' && key !== 'anthropic_version')
        .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
      const body = `{${kept.toSpliced(place, 0, '"model":"a"').join(',')}}`;
      expect(rewritten(body)).toBe(`{${[version, ...kept].join(',')}}`);
    }),
  );
});
