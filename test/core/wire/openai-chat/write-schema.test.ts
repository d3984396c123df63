import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitsStrict,
  withoutKeywords,
  writeParameters,
} from '../../../../src-main/core/wire/openai-chat/schema.ts';

describe('parameters', () => {
  test.each([undefined, null, 'x', [], {}, { type: 'object' }, { properties: null }])(
    '%j becomes an object schema',
    (schema) => {
      expect(writeParameters(schema)).toEqual({ type: 'object', properties: {} });
    },
  );

  test('case 11: keywords are refused at the top only where the quirk says so', () => {
    const inner = { anyOf: [{ type: 'string' }, { type: 'null' }] };
    const schema = { type: 'object', properties: { a: inner }, anyOf: [{ required: ['a'] }] };
    expect(writeParameters(schema, { atTop: ['anyOf'] })).toEqual({
      type: 'object',
      properties: { a: inner },
    });
  });
});

describe('stripping', () => {
  test('case 11: keywords go at every depth, and names of properties and data stay', () => {
    const schema = {
      type: 'object',
      pattern: 'gone',
      properties: {
        pattern: {
          type: 'array',
          items: { pattern: 'gone', type: 'string' },
          prefixItems: [{ pattern: 'gone' }, true],
        },
        format: { anyOf: [{ pattern: 'gone', enum: [{ pattern: 'stays' }] }], default: { pattern: 'stays' } },
      },
      required: ['pattern'],
      $defs: { pattern: { not: { pattern: 'gone' } } },
      additionalProperties: { pattern: 'gone' },
    };
    expect(withoutKeywords(schema, ['pattern'])).toEqual({
      type: 'object',
      properties: {
        pattern: { type: 'array', items: { type: 'string' }, prefixItems: [{}, true] },
        format: { anyOf: [{ enum: [{ pattern: 'stays' }] }], default: { pattern: 'stays' } },
      },
      required: ['pattern'],
      $defs: { pattern: { not: {} } },
      additionalProperties: {},
    });
  });

  test('any JSON passes unchanged where nothing is refused', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (schema) => {
        expect(withoutKeywords(schema, ['\u0000no such keyword'])).toEqual(schema);
      }),
    );
  });
});

describe('strictness', () => {
  const closed = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  };

  test.each([
    ['a closed object that requires all', closed, true],
    ['one nested in another', { ...closed, properties: { a: closed } }, true],
    ['an optional property', { ...closed, required: [] }, false],
    ['an open object', { ...closed, additionalProperties: true }, false],
    [
      'an open object deep inside',
      { ...closed, properties: { a: { type: 'array', items: { type: 'object' } } } },
      false,
    ],
    ['an open object behind a reference', { ...closed, $defs: { b: { type: 'object' } } }, false],
  ])('%s', (_name, schema, expected) => {
    expect(fitsStrict(schema)).toBe(expected);
  });
});
