import { describe, expect, test } from 'vitest';
import type { Block, StopReason } from '../../../../src-main/core/wire/anthropic/messages.ts';
import type { CallForm } from '../../../../src-main/core/wire/openai-chat/client-functions.ts';
import { chunksIn, saidIn, stream, whole, writerOf, type Asked } from './client-given.ts';

const text: Block = { type: 'text', text: 'Hi' };
const call: Block = { type: 'tool_use', id: 'call_1', name: 'Read', input: { a: 1 } };
const first = { role: 'assistant', content: '' };

test('a streamed answer, byte for byte', () => {
  const head =
    '{"id":"chatcmpl-01","object":"chat.completion.chunk","created":1790000000,"model":"claude-opus-5-5","choices":';
  const choice = (delta: string, end = 'null') =>
    `data: ${head}[{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${end}}]}\n\n`;
  expect(stream([text])).toBe(
    [
      choice('{"role":"assistant","content":""}'),
      choice('{"content":"H"}'),
      choice('{"content":"i"}'),
      choice('{}', '"stop"'),
      'data: [DONE]\n\n',
    ].join(''),
  );
});

test('the usage has a chunk of its own, and only for those who ask', () => {
  const usage = {
    input_tokens: 5,
    cache_read_input_tokens: 20,
    cache_creation_input_tokens: 3,
    output_tokens: 7,
  };
  const chunks = chunksIn(stream([text], { wantsUsage: true, usage }));
  expect(chunks.at(-1)).toMatchObject({
    choices: [],
    usage: {
      prompt_tokens: 28,
      completion_tokens: 7,
      total_tokens: 35,
      prompt_tokens_details: { cached_tokens: 20 },
    },
  });
  expect(chunks.slice(0, -1).map(({ usage: told }) => told)).toEqual(chunks.slice(0, -1).map(() => null));
  expect(stream([text], { usage })).not.toContain('usage');
});

test('counts that nobody told are the estimate and 0, and their details are absent', () => {
  const zero = { prompt_tokens: 9, completion_tokens: 0, total_tokens: 9 };
  expect(chunksIn(stream([text], { wantsUsage: true })).at(-1)?.['usage']).toEqual(zero);
  expect(whole([text])).toMatchObject({ usage: { prompt_tokens: 1234, completion_tokens: 0 } });
});

test('thought tokens are told', () => {
  const usage = { input_tokens: 1, output_tokens: 7, output_tokens_details: { thinking_tokens: 4 } };
  expect(whole([text], { usage })).toMatchObject({
    usage: { completion_tokens: 7, completion_tokens_details: { reasoning_tokens: 4 } },
  });
});

describe('a stop reason', () => {
  test.each<[StopReason, string]>([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['pause_turn', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'tool_calls'],
    ['refusal', 'content_filter'],
  ])('%s is the finish_reason %s', (stop, finish) => {
    expect(saidIn(stream([text], { stop })).at(-1)).toBe(finish);
    expect(whole([text], { stop })).toMatchObject({ choices: [{ finish_reason: finish }] });
  });
});

test('parallel calls have an index each, and their arguments come in pieces', () => {
  const other = { ...call, id: 'call_2', name: 'Glob', input: {} };
  expect(saidIn(stream([text, call, other], { stop: 'tool_use' })).slice(3)).toEqual([
    { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'Read', arguments: '' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '{"a' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '":1}' } }] },
    { tool_calls: [{ index: 1, id: 'call_2', type: 'function', function: { name: 'Glob', arguments: '' } }] },
    { tool_calls: [{ index: 1, function: { arguments: '{' } }] },
    { tool_calls: [{ index: 1, function: { arguments: '}' } }] },
    'tool_calls',
  ]);
});

test('case 14: a call whose arguments never came has an empty object', () => {
  const writer = writerOf({});
  writer.event({ type: 'content_block_start', index: 0, content_block: { ...call, input: {} } });
  expect(saidIn(writer.event({ type: 'content_block_stop', index: 0 }))).toEqual([
    { tool_calls: [{ index: 0, function: { arguments: '{}' } }] },
  ]);
});

test('a freeform call is told as one, its text at once', () => {
  const patch = { ...call, name: 'patch', input: { input: '*** "Begin"' } };
  const forms: [string, CallForm][] = [['patch', 'custom']];
  expect(saidIn(stream([patch], { forms })).slice(1, -1)).toEqual([
    { tool_calls: [{ index: 0, id: 'call_1', type: 'custom', custom: { name: 'patch', input: '' } }] },
    { tool_calls: [{ index: 0, custom: { input: '*** "Begin"' } }] },
  ]);
  expect(whole([patch], { forms })).toMatchObject({
    choices: [
      { message: { tool_calls: [{ type: 'custom', custom: { name: 'patch', input: '*** "Begin"' } }] } },
    ],
  });
});

test('a client of the legacy form is told of one function call', () => {
  const asked: Asked = { forms: [['Read', 'legacy']], stop: 'tool_use' };
  const blocks = [call, { ...call, id: 'call_2' }];
  expect(saidIn(stream(blocks, asked)).slice(1)).toEqual([
    { function_call: { name: 'Read', arguments: '' } },
    { function_call: { arguments: '{"a' } },
    { function_call: { arguments: '":1}' } },
    'function_call',
  ]);
  expect(whole(blocks, asked)).toMatchObject({
    choices: [
      { message: { function_call: { name: 'Read', arguments: '{"a":1}' } }, finish_reason: 'function_call' },
    ],
  });
});

describe('case 19: thinking', () => {
  const blocks = [
    { type: 'thinking', thinking: 'Hm', signature: 'sig-1' },
    { type: 'redacted_thinking', data: 'abc' },
    { type: 'thinking', thinking: '', signature: 'sig-2' },
    text,
  ];

  test('is told in pieces, with its signature at its end', () => {
    const piece = (said: string) => ({
      reasoning_content: said,
      reasoning_details: [{ type: 'reasoning.text', text: said, index: 0 }],
    });
    const signed = (signature: string, index: number) => ({
      reasoning_details: [{ type: 'reasoning.text', text: '', signature, index }],
    });
    expect(saidIn(stream(blocks)).slice(1, 6)).toEqual([
      piece('H'),
      piece('m'),
      signed('sig-1', 0),
      {
        reasoning_details: [
          { type: 'reasoning.encrypted', data: 'abc', format: 'anthropic-claude-v1', index: 1 },
        ],
      },
      signed('sig-2', 2),
    ]);
  });

  test('of a whole answer is whole', () => {
    expect(whole(blocks)).toMatchObject({
      choices: [
        {
          message: {
            content: 'Hi',
            reasoning_content: 'Hm',
            reasoning_details: [
              { type: 'reasoning.text', text: 'Hm', signature: 'sig-1', index: 0 },
              { type: 'reasoning.encrypted', data: 'abc', index: 1 },
              { type: 'reasoning.text', text: '', signature: 'sig-2', index: 2 },
            ],
          },
        },
      ],
    });
  });
});

test('pings and the search itself are nothing to a client of Chat', () => {
  expect(writerOf({}).event({ type: 'ping' })).toBe('');
  expect(saidIn(stream([{ type: 'server_tool_use', id: 's', name: 'web_search', input: { q: 1 } }]))).toEqual(
    [first, 'stop'],
  );
});

test('a whole answer of calls has no content, one that says nothing an empty one', () => {
  expect(whole([call])).toMatchObject({ choices: [{ message: { content: null, refusal: null } }] });
  expect(whole([])).toMatchObject({ id: 'chatcmpl-01', choices: [{ message: { content: '' } }] });
});
