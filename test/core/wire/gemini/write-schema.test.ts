import { describe, expect, test } from 'vitest';
import { toSubset } from '../../../../src-main/core/wire/gemini/write-schema.ts';
import { generation, write } from './written.ts';

describe('the OpenAPI subset', () => {
  test('case 11: unknown keywords are stripped, and a property of such a name stays', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      properties: {
        pattern: { type: 'string', pattern: '^a', minLength: 1, exclusiveMinimum: 3 },
        additionalProperties: { type: 'integer', minimum: 0, multipleOf: 2 },
      },
      required: ['pattern', 'gone'],
    };
    expect(toSubset(schema)).toEqual({
      type: 'OBJECT',
      properties: {
        pattern: { type: 'STRING', pattern: '^a', minLength: 1 },
        additionalProperties: { type: 'INTEGER', minimum: 0 },
      },
      required: ['pattern'],
    });
  });

  test('references are resolved, and one within itself ends', () => {
    const schema = {
      type: 'object',
      properties: { tree: { $ref: '#/$defs/node', description: 'The root.' } },
      $defs: {
        node: {
          type: 'object',
          properties: { children: { type: 'array', items: { $ref: '#/$defs/node' } } },
        },
      },
    };
    expect(toSubset(schema)).toEqual({
      type: 'OBJECT',
      properties: {
        tree: {
          type: 'OBJECT',
          description: 'The root.',
          properties: { children: { type: 'ARRAY', items: {} } },
        },
      },
    });
  });

  test.each([
    [{ type: ['string', 'null'] }, { type: 'STRING', nullable: true }],
    [{ type: ['string', 'number'] }, { anyOf: [{ type: 'STRING' }, { type: 'NUMBER' }] }],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, { type: 'INTEGER', nullable: true }],
    [
      { oneOf: [{ type: 'integer' }, { type: 'boolean' }] },
      { anyOf: [{ type: 'INTEGER' }, { type: 'BOOLEAN' }] },
    ],
    [{ const: 'a' }, { type: 'STRING', enum: ['a'] }],
    [{ enum: ['a', null] }, { type: 'STRING', enum: ['a'], nullable: true }],
    [{ type: 'integer', enum: [1, 2] }, { type: 'INTEGER' }],
    [
      { allOf: [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, { title: 'T' }] },
      { type: 'OBJECT', title: 'T', properties: { a: { type: 'STRING' } }, required: ['a'] },
    ],
  ])('%j', (schema, expected) => {
    expect(toSubset(schema)).toEqual(expected);
  });

  test('is used for tools and output where the target knows no other, without parameters that are none', () => {
    const tools = [
      { name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } },
      { name: 'Now', input_schema: { type: 'object' } },
    ];
    const quirks = { schema: 'subset' } as const;
    expect(write({ tools }, quirks).body['tools']).toEqual([
      {
        functionDeclarations: [
          { name: 'Read', parameters: { type: 'OBJECT', properties: { path: { type: 'STRING' } } } },
          { name: 'Now' },
        ],
      },
    ]);
    const format = { type: 'json_schema', schema: { type: 'string' } };
    expect(generation({ output_config: { format } }, quirks)).toMatchObject({
      responseSchema: { type: 'STRING' },
    });
  });
});
