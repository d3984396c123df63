import { assert, constantFrom, object, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transform } from '../../../src-main/contract/config.ts';
import { compileTransforms } from '../../../src-main/core/exchange/transforms.ts';
import type { MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';

const request: MessagesRequest = {
  model: 'm',
  system: [{ type: 'text', text: 'foo system' }],
  messages: [
    { role: 'user', content: 'foo Foo' },
    { role: 'system', content: 'foo reminder' },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'foo thought', signature: 's' },
        { type: 'text', text: 'foo answer' },
        { type: 'tool_use', id: 't', name: 'foo', input: { text: 'foo' } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'foo result' }] },
        { type: 'tool_result', tool_use_id: 'u', content: 'foo words' },
        { type: 'image', source: { type: 'base64', data: 'foo' } },
      ],
    },
  ],
};

type Replacement = Transform & { kind: 'regex' };

function replacing(where: Replacement['in'], flags = 'g'): Replacement {
  return { kind: 'regex', in: where, pattern: 'foo', flags, replace: 'bar' };
}

function texts(transforms: readonly Transform[]): MessagesRequest {
  const compiled = compileTransforms(transforms);
  if (compiled === undefined) throw new Error('nothing to compile');
  return compiled.texts(request);
}

function edited(transform: Transform, body: Record<string, unknown>): Record<string, unknown> {
  return compileTransforms([transform])?.body(body) ?? {};
}

describe('regular expressions', () => {
  test('change texts of the place they name and no others', () => {
    const changed = JSON.stringify(texts([replacing('user')]));
    expect(changed).toBe(JSON.stringify(request).replace('foo Foo', 'bar Foo'));
  });

  test('reach system texts wherever they stand', () => {
    const changed = JSON.stringify(texts([replacing('system')]));
    expect(changed).toBe(
      JSON.stringify(request).replace('foo system', 'bar system').replace('foo reminder', 'bar reminder'),
    );
  });

  test("reach tools' results, as text or as blocks", () => {
    const changed = JSON.stringify(texts([replacing('tool')]));
    expect(changed).toBe(
      JSON.stringify(request).replace('foo result', 'bar result').replace('foo words', 'bar words'),
    );
  });

  test('leave thinking, calls and images alone', () => {
    const changed = JSON.stringify(texts([replacing('all')]));
    expect(changed.match(/foo/g)).toHaveLength(4);
    expect(changed).toContain('foo thought');
    expect(changed).toContain('"name":"foo","input":{"text":"foo"}');
  });

  test('take flags, groups and one replacement where g is not set', () => {
    const [first] = texts([{ ...replacing('user', 'i'), pattern: '(f)oo', replace: '$1ee' }]).messages;
    expect(first?.content).toBe('fee Foo');
    const [both] = texts([{ ...replacing('user', 'gi'), pattern: '(f)oo', replace: '$1ee' }]).messages;
    expect(both?.content).toBe('fee Fee');
  });

  test('run one after the other', () => {
    const second: Transform = { ...replacing('user'), pattern: 'bar', replace: 'end' };
    expect(texts([replacing('user'), second]).messages[0]?.content).toBe('end Foo');
  });

  test('leave the request that they were given as it was', () => {
    const before = JSON.stringify(request);
    texts([replacing('all')]);
    expect(JSON.stringify(request)).toBe(before);
  });
});

describe('paths', () => {
  test('drop what they find, in arrays too', () => {
    const body = { metadata: 1, tools: [{ a: 1 }, { b: 2 }, { a: 3 }] };
    expect(edited({ kind: 'drop', path: '$.metadata' }, body)).toEqual({ tools: body.tools });
    expect(edited({ kind: 'drop', path: '$.tools[?@.a]' }, body)).toEqual({ metadata: 1, tools: [{ b: 2 }] });
  });

  test('set what is there and make what is missing', () => {
    expect(edited({ kind: 'set', path: '$.provider', value: { sort: 'price' } }, { model: 'm' })).toEqual({
      model: 'm',
      provider: { sort: 'price' },
    });
    expect(edited({ kind: 'set', path: '$.a.b', value: 1 }, { a: { c: 2 } })).toEqual({ a: { c: 2, b: 1 } });
    expect(
      edited({ kind: 'set', path: '$.tools[*].strict', value: true }, { tools: [{ strict: 0 }, {}] }),
    ).toEqual({
      tools: [{ strict: true }, {}],
    });
  });

  test('that find nothing and name no single place change nothing', () => {
    expect(edited({ kind: 'set', path: '$..nothing', value: 1 }, { a: 1 })).toEqual({ a: 1 });
    expect(edited({ kind: 'drop', path: '$.x.y' }, { a: 1 })).toEqual({ a: 1 });
  });

  test('leave the body that they were given as it was', () => {
    const body = { a: { b: 1 } };
    edited({ kind: 'drop', path: '$.a.b' }, body);
    expect(body).toEqual({ a: { b: 1 } });
  });

  test('drop every member of a name at any depth', () => {
    assert(
      property(object({ key: constantFrom('cache_control', 'a', 'b') }), (body) => {
        const left = edited({ kind: 'drop', path: '$..cache_control' }, JSON.parse(JSON.stringify(body)));
        expect(JSON.stringify(left)).not.toContain('"cache_control":');
      }),
    );
  });
});

test('no transforms compile to nothing', () => {
  expect(compileTransforms([])).toBeUndefined();
});
