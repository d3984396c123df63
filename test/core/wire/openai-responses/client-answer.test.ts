import { OpenAI } from 'openai';
import { describe, expect, test } from 'vitest';
import { RequestError, type ErrorKind } from '../../../../src-main/core/errors.ts';
import type { StopReason } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { openaiResponsesClient } from '../../../../src-main/core/wire/openai-responses/client-wire.ts';
import { eventStream, json, startUpstream } from '../../../upstream/scripted.ts';
import { eventsIn, eventsOf, facts, message, read, sdkFor, streamed, written } from './client-answers.ts';
import { orderFaults } from './client-grammar.ts';

const tools = [
  { type: 'function', name: 'read', parameters: { type: 'object' } },
  { type: 'custom', name: 'patch' },
  { type: 'local_shell' },
  { type: 'tool_search', execution: 'client', parameters: { type: 'object' } },
  { type: 'namespace', name: 'agents', tools: [{ type: 'function', name: 'spawn' }] },
];
const call = (name: string, input: unknown) => ({ type: 'tool_use', id: 'call_1', name, input });

/** A block of the answer, and the item that it becomes. */
const items = {
  text: [
    { type: 'text', text: 'so' },
    { type: 'message', id: 'msg_01_0', role: 'assistant', status: 'completed' },
  ],
  'thinking without words': [
    { type: 'thinking', thinking: '', signature: 'c2ln' },
    { type: 'reasoning', id: 'rs_01_0', summary: [] },
  ],
  'a function': [
    call('read', { path: 'a' }),
    {
      type: 'function_call',
      call_id: 'call_1',
      name: 'read',
      arguments: '{"path":"a"}',
      status: 'completed',
    },
  ],
  'a function without arguments': [call('read', {}), { type: 'function_call', arguments: '{}' }],
  'a function in a namespace': [
    call('agents__spawn', {}),
    { type: 'function_call', name: 'spawn', namespace: 'agents' },
  ],
  'a custom tool': [
    call('patch', { input: '*** Begin' }),
    { type: 'custom_tool_call', call_id: 'call_1', name: 'patch', input: '*** Begin' },
  ],
  'the local shell': [
    call('local_shell', { command: ['ls', '-l'], timeout_ms: 5 }),
    {
      type: 'local_shell_call',
      call_id: 'call_1',
      action: { type: 'exec', command: ['ls', '-l'], env: {}, timeout_ms: 5, working_directory: null },
    },
  ],
  'a search for tools': [
    call('tool_search', { query: 'agent' }),
    { type: 'tool_search_call', call_id: 'call_1', execution: 'client', arguments: { query: 'agent' } },
  ],
  'a tool that nobody declared': [call('other', {}), { type: 'function_call', name: 'other' }],
} as const;

describe.each(Object.entries(items))('%s', (_name, [block, item]) => {
  const answer = message({ content: [block] });

  test('becomes its item', () => {
    expect(read({ tools }).answer(facts).whole(answer)).toMatchObject({ output: [item] });
  });

  test('is streamed as the same item, in order', async () => {
    const events = await eventsIn(written(eventsOf(answer), read({ tools })));
    expect(orderFaults(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { output: [item] } });
  });
});

test('texts in a row are one message, and their citations are annotations', async () => {
  const url = 'https://example.com/';
  const cited = { type: 'web_search_result_location', url, title: 'Example', cited_text: 'x' };
  const answer = message({
    content: [
      { type: 'text', text: 'It says ' },
      { type: 'text', text: 'so', citations: [cited] },
      { type: 'text', text: '.' },
    ],
  });
  const stream = sdkFor(() => streamed(written(eventsOf(answer)))).responses.stream({
    model: 'm',
    input: 'hi',
  });
  const final = await stream.finalResponse();
  expect(final.output_text).toBe('It says so.');
  expect(final.output).toHaveLength(1);
  expect(final.output[0]).toMatchObject({
    content: [
      { annotations: [] },
      { annotations: [{ type: 'url_citation', url, title: 'Example', start_index: 0, end_index: 2 }] },
      { annotations: [] },
    ],
  });
});

test('a search of the upstream is one item with its query and sources', async () => {
  const result = {
    type: 'web_search_result',
    url: 'https://example.com/',
    title: 'x',
    encrypted_content: '',
  };
  const answer = message({
    content: [
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'weather' } },
      { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [result] },
      { type: 'text', text: 'rain' },
    ],
  });
  const events = await eventsIn(written(eventsOf(answer)));
  const sources = [{ type: 'url', url: 'https://example.com/' }];
  expect(orderFaults(events)).toEqual([]);
  expect(events.at(-1)).toMatchObject({
    response: {
      output: [
        {
          type: 'web_search_call',
          status: 'completed',
          action: { type: 'search', query: 'weather', sources },
        },
        { type: 'message' },
      ],
    },
  });
});

test('a search that failed is said to have', () => {
  const content = { type: 'web_search_tool_result_error', error_code: 'unavailable' };
  const answer = message({
    content: [
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
      { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content },
    ],
  });
  expect(read().answer(facts).whole(answer)).toMatchObject({ output: [{ status: 'failed' }] });
});

test.each<[StopReason, string, string | null]>([
  ['end_turn', 'completed', null],
  ['tool_use', 'completed', null],
  ['stop_sequence', 'completed', null],
  ['max_tokens', 'incomplete', 'max_output_tokens'],
  ['model_context_window_exceeded', 'incomplete', 'max_output_tokens'],
  ['pause_turn', 'incomplete', 'max_output_tokens'],
  ['refusal', 'incomplete', 'content_filter'],
])('an answer that ends with %s is %s', async (reason, status, why) => {
  const answer = message({ content: [{ type: 'text', text: 'so' }], stop_reason: reason });
  const expected = {
    status,
    incomplete_details: why === null ? null : { reason: why },
    output: [{ status }],
  };
  expect(read().answer(facts).whole(answer)).toMatchObject(expected);
  expect((await eventsIn(written(eventsOf(answer)))).at(-1)).toMatchObject({
    type: `response.${status}`,
    response: expected,
  });
});

test("usage is in OpenAI's terms, and an estimate where the upstream told none", () => {
  const told = {
    input_tokens: 10,
    cache_read_input_tokens: 100,
    cache_creation_input_tokens: 5,
    output_tokens: 7,
    output_tokens_details: { thinking_tokens: 3 },
  };
  expect(
    read()
      .answer(facts)
      .whole(message({ usage: told })),
  ).toMatchObject({
    usage: {
      input_tokens: 115,
      input_tokens_details: { cached_tokens: 100 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 3 },
      total_tokens: 122,
    },
  });
  expect(
    read()
      .answer(facts)
      .whole(message({ usage: {} })),
  ).toMatchObject({
    usage: { input_tokens: 1234, output_tokens: 0, total_tokens: 1234 },
  });
});

test('settings of the request are repeated', () => {
  const settings = { temperature: 0.5, metadata: { team: 'a' }, parallel_tool_calls: false };
  expect(read(settings).answer(facts).whole(message({}))).toMatchObject({
    id: 'resp_01',
    model: 'smart',
    created_at: 1_795_000_000,
    truncation: 'disabled',
    ...settings,
  });
});

test("OpenAI's own client is answered over HTTP, streamed and whole", async () => {
  const answer = message({
    content: [{ type: 'thinking', thinking: 'hm', signature: 'c2ln' }, call('read', { a: 1 })],
  });
  await using server = await startUpstream(({ json: body }) => {
    const request = openaiResponsesClient.readRequest(body);
    return request.isStream
      ? eventStream([openaiResponsesClient.ping, written(eventsOf(answer), request)])
      : json(request.answer(facts).whole(answer));
  });
  const client = new OpenAI({ apiKey: 'token', baseURL: `${server.url}/v1`, maxRetries: 0 });
  const asked = { model: 'smart', input: 'hi' };
  const whole = await client.responses.create(asked);
  const final = await client.responses.stream(asked).finalResponse();
  expect(whole.output).toMatchObject([
    { type: 'reasoning' },
    { type: 'function_call', arguments: '{"a":1}' },
  ]);
  expect(final.output).toMatchObject(whole.output);
});

test('an error in mid-stream reaches the SDK as an exception', async () => {
  const error = new RequestError('overloaded', 'busy');
  const text = written(eventsOf(message({})).slice(0, 1)) + openaiResponsesClient.errorEvent(error, 'req_01');
  const stream = sdkFor(() => streamed(text)).responses.stream({ model: 'smart', input: 'hi' });
  await expect(stream.finalResponse()).rejects.toThrow('busy');
});

test.each<[ErrorKind, string, string]>([
  ['upstream', 'the upstream died', 'server_error'],
  ['rate-limit', 'slow down', 'rate_limit_exceeded'],
  ['overloaded', 'busy', 'server_is_overloaded'],
  ['billing', 'no money', 'insufficient_quota'],
  ['invalid-request', 'bad', 'invalid_prompt'],
  ['invalid-request', 'prompt is too long: 10 tokens > 5 maximum', 'context_length_exceeded'],
])('an error of kind %s, "%s", tells Codex %s', async (kind, told, code) => {
  const text = openaiResponsesClient.errorEvent(new RequestError(kind, told), 'req_01');
  expect(await eventsIn(text)).toMatchObject([
    { type: 'error', code, message: told },
    {
      type: 'response.failed',
      response: { id: 'resp_01', status: 'failed', error: { code, message: told } },
    },
  ]);
});
