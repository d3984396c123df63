import type { ChatRequest } from 'ollama';
import { describe, expect, test } from 'vitest';
import type { Block, MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { OllamaQuirks } from '../../../../src-main/core/wire/ollama/quirks.ts';
import { writeOllamaRequest } from '../../../../src-main/core/wire/ollama/write-request.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';

const pixel = 'iVBORw0KGgo=';
const image: Block = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } };
const tool = { name: 'Read', description: 'Reads.', input_schema: { type: 'object', properties: {} } };

const use = (id: string, name: string, input: unknown): Block => ({ type: 'tool_use', id, name, input });
const result = (id: string, content: string | Block[]): Block => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
});

function write(request: Partial<MessagesRequest>, quirks: OllamaQuirks = {}) {
  const whole: MessagesRequest = {
    model: 'claude-opus-5-5',
    messages: [{ role: 'user', content: 'hi' }],
    ...request,
  };
  return writeOllamaRequest(whole, { vendor: 'ollama', model: 'qwen3:8b', quirks });
}

test('a plain request asks for the model, and never for a prompt that was cut to fit', () => {
  const { path, body, losses } = write({
    system: 'Be brief.',
    stream: true,
    max_tokens: 500,
    temperature: 0.2,
    top_p: 0.9,
    top_k: 40,
    stop_sequences: ['END'],
  });
  const expected: ChatRequest & { truncate: boolean; shift: boolean } = {
    model: 'qwen3:8b',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ],
    stream: true,
    truncate: false,
    shift: false,
    options: { num_ctx: 8192, num_predict: 500, temperature: 0.2, top_p: 0.9, top_k: 40, stop: ['END'] },
  };
  expect(path).toBe('/api/chat');
  expect(body).toEqual(expected);
  expect(losses).toEqual([]);
});

test('calls bring their arguments as objects, and results the name of their tool', () => {
  const { body } = write({
    messages: [
      { role: 'user', content: 'go' },
      {
        role: 'assistant',
        content: [{ type: 'text', text: 'I look.' }, use('a', 'Read', { path: '/a' }), use('b', 'Glob', {})],
      },
      { role: 'user', content: [result('b', 'two'), result('a', 'one')] },
    ],
  });
  expect(body['messages']).toEqual([
    { role: 'user', content: 'go' },
    {
      role: 'assistant',
      content: 'I look.',
      tool_calls: [
        { id: 'a', function: { name: 'Read', arguments: { path: '/a' } } },
        { id: 'b', function: { name: 'Glob', arguments: {} } },
      ],
    },
    { role: 'tool', content: 'one', tool_name: 'Read', tool_call_id: 'a' },
    { role: 'tool', content: 'two', tool_name: 'Glob', tool_call_id: 'b' },
  ]);
});

test('case 3: images of results follow in a user message after all results of the group', () => {
  const { body } = write({
    messages: [
      { role: 'assistant', content: [use('a', 'Read', {}), use('b', 'Read', {})] },
      {
        role: 'user',
        content: [result('a', [image]), result('b', 'text'), { type: 'text', text: 'What is it?' }],
      },
    ],
  });
  expect(body['messages']).toMatchObject([
    { role: 'assistant' },
    { role: 'tool', tool_call_id: 'a', content: '[Attachment 1 follows in the next user message.]' },
    { role: 'tool', tool_call_id: 'b', content: 'text' },
    { role: 'user', content: expect.stringContaining('What is it?'), images: [pixel] },
  ]);
});

test('an image that is known by its address only is named, since Ollama would not fetch it', () => {
  const { body, losses } = write({
    messages: [
      {
        role: 'user',
        content: [{ type: 'image', source: { type: 'url', url: 'https://a.example/b.png' } }, image],
      },
    ],
  });
  expect(body['messages']).toEqual([
    { role: 'user', content: expect.stringContaining('left out an image'), images: [pixel] },
  ]);
  expect(losses).toEqual(['an image was left out: Ollama takes images as data only, not by address']);
});

test('case 19: thinking goes back to Ollama alone', () => {
  const thought = (vendor: string): Block => ({
    type: 'thinking',
    thinking: `by ${vendor}`,
    signature: tagSignature({ vendor, payload: null }),
  });
  const { body } = write({
    messages: [
      { role: 'user', content: 'go' },
      {
        role: 'assistant',
        content: [thought('ollama'), thought('deepseek'), { type: 'text', text: 'Yes.' }],
      },
      { role: 'user', content: 'on' },
    ],
  });
  expect(body['messages']).toMatchObject([
    {},
    { role: 'assistant', content: 'Yes.', thinking: 'by ollama' },
    {},
  ]);
});

describe('think', () => {
  const levels: OllamaQuirks = { thinkLevels: true };
  test.each<[string, Partial<MessagesRequest>, OllamaQuirks, unknown]>([
    [
      'what Claude Code always sends',
      { thinking: { type: 'adaptive' }, output_config: { effort: 'high' } },
      {},
      undefined,
    ],
    ['nothing', {}, {}, undefined],
    ['disabled', { thinking: { type: 'disabled' } }, {}, false],
    ['enabled', { thinking: { type: 'enabled', budget_tokens: 4096 } }, {}, true],
    ['an effort where levels are known', { output_config: { effort: 'xhigh' } }, levels, 'high'],
    [
      'a small budget where levels are known',
      { thinking: { type: 'enabled', budget_tokens: 2048 } },
      levels,
      'low',
    ],
    [
      'disabled where levels are known',
      { thinking: { type: 'disabled' }, output_config: { effort: 'high' } },
      levels,
      false,
    ],
  ])('%s', (_, request, quirks, think) => {
    expect(write(request, quirks).body['think']).toEqual(think);
  });

  test('an effort that is not sent is a loss', () => {
    const { losses } = write({ output_config: { effort: 'high' } });
    expect(losses).toEqual(['effort "high": models that cannot think would refuse it']);
  });
});

describe('the context', () => {
  const said = (bytes: number): Partial<MessagesRequest> => ({
    messages: [{ role: 'user', content: 'x'.repeat(bytes) }],
  });
  const contextOf = (request: Partial<MessagesRequest>, quirks?: OllamaQuirks) =>
    (write(request, quirks).body['options'] as { num_ctx: number }).num_ctx;

  test.each([
    [{ ...said(10), max_tokens: 100 }, 8_192],
    [{ ...said(10), max_tokens: 128_000 }, 16_384],
    [{ ...said(60_000), max_tokens: 128_000 }, 32_768],
    [{ ...said(3_000_000), max_tokens: 100 }, 131_072],
  ])('is a power of two that holds prompt and answer, within bounds (%#)', (request, tokens) => {
    expect(contextOf(request)).toBe(tokens);
  });

  test('is no larger than was set', () => {
    expect(contextOf(said(300_000), { contextTokens: 40_960 })).toBe(40_960);
  });

  test('counts an image as an image, not by its bytes', () => {
    const big: Block = {
      ...image,
      source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(900_000) },
    };
    expect(contextOf({ messages: [{ role: 'user', content: [big] }], max_tokens: 100 })).toBe(8_192);
  });

  test('bounds the answer', () => {
    expect(write({ ...said(10), max_tokens: 128_000 }).body['options']).toMatchObject({
      num_predict: 16_384,
    });
  });
});

describe('tools', () => {
  test('are functions', () => {
    expect(write({ tools: [tool] }).body['tools']).toEqual([
      {
        type: 'function',
        function: { name: 'Read', description: 'Reads.', parameters: { type: 'object', properties: {} } },
      },
    ]);
  });

  test('that must not be called are not sent', () => {
    const { body, losses } = write({ tools: [tool], tool_choice: { type: 'none' } });
    expect(body).not.toHaveProperty('tools');
    expect(losses).toEqual([]);
  });

  test.each([
    [{ type: 'any' }, 'tool_choice "any": Ollama leaves it to the model'],
    [{ type: 'tool', name: 'Read' }, 'tool_choice "Read": Ollama leaves it to the model'],
    [{ type: 'auto', disable_parallel_tool_use: true }, 'disable_parallel_tool_use'],
  ])('a choice that cannot be sent is a loss: %j', (choice, loss) => {
    const { body, losses } = write({ tools: [tool], tool_choice: choice });
    expect(losses).toEqual([loss]);
    expect(body).not.toHaveProperty('tool_choice');
    expect(body['tools']).toHaveLength(1);
  });

  test('long names are restored in the answer', () => {
    const name = `mcp__${'server'.repeat(20)}__tool`;
    const { body, toolNames } = write({ tools: [{ ...tool, name }] });
    const [written] = body['tools'] as { function: { name: string } }[];
    expect(toolNames.get(written?.function.name ?? '')).toBe(name);
  });
});

test('the answer is bound to a schema', () => {
  const schema = { type: 'object', properties: { title: { type: 'string' } } };
  const { body, losses } = write({ output_config: { format: { type: 'json_schema', schema } } });
  expect(body['format']).toEqual(schema);
  expect(losses).toEqual([]);
});

test('what Ollama has no field for is named, never dropped in silence', () => {
  const { losses } = write({
    metadata: { user_id: 'u' },
    context_management: {},
    tools: [{ ...tool, strict: true }],
  });
  expect(losses).toEqual([
    'strict of tools',
    'metadata: Ollama has no such field',
    'context_management: Ollama has no such field',
  ]);
});
