import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { openaiResponsesClient } from '../../../../src-main/core/wire/openai-responses/client-wire.ts';
import { read } from './client-answers.ts';

const said = (role: string, content: unknown) => ({ role, content });
const text = (words: string) => ({ type: 'text', text: words });
const read1 = { type: 'function', name: 'read', parameters: { type: 'object', properties: {} } };
const found = (tool: object) => ({ type: 'tool_search_output', call_id: 'a', tools: [tool] });
const dot = 'data:image/png;base64,AAAA';
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };

/** A part of a body, what the request has for it, and what is lost. */
const translations: Readonly<Record<string, [object, Partial<MessagesRequest> | object, string[]?]>> = {
  'a string': [{ input: 'hi' }, { messages: [{ role: 'user', content: [text('hi')] }] }],
  'instructions and leading ones of the input': [
    { instructions: 'a', input: [said('system', 'b'), said('developer', 'c'), said('user', 'hi')] },
    { system: [text('a'), text('b'), text('c')], messages: [{ role: 'user' }] },
  ],
  'instructions in mid-conversation, in their place': [
    { input: [said('user', 'hi'), said('developer', 'b'), said('user', 'ho')] },
    { messages: [{ role: 'user' }, { role: 'system', content: [text('b')] }, { role: 'user' }] },
  ],
  'instructions alone': [
    { input: [said('developer', 'b')] },
    { messages: [{ role: 'user', content: [text('b')] }] },
  ],
  'what the model said and refused': [
    {
      input: [
        said('user', 'hi'),
        { type: 'message', ...said('assistant', [{ type: 'output_text', text: 'a', annotations: [] }]) },
        { type: 'message', ...said('assistant', [{ type: 'refusal', refusal: 'no' }]) },
      ],
    },
    { messages: [{ role: 'user' }, { role: 'assistant', content: [text('a'), text('no')] }] },
  ],
  'images and files': [
    {
      input: [
        said('user', [
          { type: 'input_image', image_url: dot, detail: 'auto' },
          { type: 'input_image', image_url: 'https://example.com/a.png' },
          { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,BBBB' },
          { type: 'input_file', file_url: 'https://example.com/a.pdf' },
          { type: 'input_file', filename: 'a.txt', file_data: 'data:text/plain;base64,aGk=' },
        ]),
      ],
    },
    {
      messages: [
        {
          content: [
            image,
            { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
            {
              type: 'document',
              source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' },
              title: 'a.pdf',
            },
            { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } },
            {
              type: 'document',
              source: { type: 'text', media_type: 'text/plain', data: 'hi' },
              title: 'a.txt',
            },
          ],
        },
      ],
    },
  ],
  'calls and outputs, images in them too': [
    {
      input: [
        said('user', 'hi'),
        { type: 'function_call', call_id: 'functions.read:0', name: 'read', arguments: '{"a":1}' },
        { type: 'custom_tool_call', call_id: 'b', name: 'patch', input: 'x' },
        { type: 'local_shell_call', call_id: 'c', action: { type: 'exec', command: ['ls'], env: {} } },
        { type: 'function_call_output', call_id: 'functions.read:0', output: 'r' },
        { type: 'custom_tool_call_output', call_id: 'b', output: [{ type: 'input_image', image_url: dot }] },
        { type: 'local_shell_call_output', id: 'c', output: '' },
      ],
    },
    {
      messages: [
        { role: 'user' },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'functions_read_0', name: 'read', input: { a: 1 } },
            { type: 'tool_use', id: 'b', name: 'patch', input: { input: 'x' } },
            { type: 'tool_use', id: 'c', name: 'local_shell', input: { command: ['ls'] } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'functions_read_0', content: 'r' },
            { type: 'tool_result', tool_use_id: 'b', content: [image] },
            { type: 'tool_result', tool_use_id: 'c', content: '' },
          ],
        },
      ],
    },
  ],
  'outputs that come late, directly behind their calls': [
    {
      input: [
        said('user', 'hi'),
        { type: 'function_call', call_id: 'a', name: 'read', arguments: '{}' },
        { type: 'function_call', call_id: 'b', name: 'read', arguments: 'not JSON' },
        said('developer', 'note'),
        { type: 'function_call_output', call_id: 'b', output: '2' },
        said('user', 'and?'),
        { type: 'function_call_output', call_id: 'a', output: '1' },
      ],
    },
    {
      messages: [
        { role: 'user' },
        { role: 'assistant', content: [{ id: 'a' }, { id: 'b', input: { arguments: 'not JSON' } }] },
        { role: 'user', content: [{ tool_use_id: 'b' }, { tool_use_id: 'a' }] },
        { role: 'system' },
        { role: 'user', content: [text('and?')] },
      ],
    },
  ],
  'an output without a call': [
    { input: [said('user', 'hi'), { type: 'function_call_output', call_id: 'a', output: '1' }] },
    { messages: [{ role: 'user', content: [text('hi'), { type: 'tool_result', tool_use_id: 'a' }] }] },
  ],
  'a search of an earlier turn': [
    { input: [{ type: 'web_search_call', id: 'ws_1', action: { type: 'search', query: 'rain' } }] },
    { messages: [{ role: 'assistant', content: [text('[Searched the web: rain]')] }] },
  ],
  'items and content that nobody else knows': [
    {
      input: [
        said('user', [{ type: 'input_text', text: 'hi' }, { type: 'input_audio' }]),
        { type: 'mcp_call', id: 'a' },
      ],
    },
    { messages: [{ role: 'user', content: [text('hi')] }] },
    ['content of type "input_audio"', 'input of type "mcp_call"'],
  ],
  functions: [
    { tools: [{ ...read1, description: 'Reads.', strict: true }] },
    { tools: [{ name: 'read', description: 'Reads.', input_schema: read1.parameters, strict: true }] },
  ],
  'functions that two searches found': [
    {
      input: [said('user', 'hi'), ...['a', 'b'].map((description) => found({ ...read1, description }))],
    },
    { tools: [{ name: 'read', description: 'a' }] },
  ],
  'web search': [
    {
      tools: [
        {
          type: 'web_search',
          filters: { allowed_domains: ['example.com'] },
          user_location: { type: 'approximate', country: 'DE', city: null },
          search_context_size: 'low',
        },
      ],
      tool_choice: { type: 'web_search_preview' },
    },
    {
      tools: [
        {
          type: 'web_search_20250305',
          name: 'web_search',
          allowed_domains: ['example.com'],
          user_location: { type: 'approximate', country: 'DE' },
        },
      ],
      tool_choice: { type: 'tool', name: 'web_search' },
    },
    ['search_context_size of web search'],
  ],
  'tools that only OpenAI runs': [
    { tools: [read1, { type: 'file_search' }, { type: 'mcp' }, { type: 'tool_search' }] },
    { tools: [{ name: 'read' }] },
    ['file_search', 'mcp', 'tool_search'].map(
      (type) => `the tool "${type}": only OpenAI's own models have it`,
    ),
  ],
  'tool_choice required, one at a time': [
    { tools: [read1], tool_choice: 'required', parallel_tool_calls: false },
    { tool_choice: { type: 'any', disable_parallel_tool_use: true } },
  ],
  'tool_choice none': [{ tools: [read1], tool_choice: 'none' }, { tool_choice: { type: 'none' } }],
  'tool_choice of a function': [
    { tools: [read1], tool_choice: { type: 'function', name: 'read' } },
    { tool_choice: { type: 'tool', name: 'read' } },
  ],
  'tool_choice among some': [
    {
      tools: [read1, { ...read1, name: 'write' }],
      tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'write' }] },
    },
    { tools: [{ name: 'write' }], tool_choice: { type: 'any' } },
  ],
  'tool_choice of a tool that is not there': [
    { tools: [read1], tool_choice: { type: 'mcp' } },
    { tool_choice: { type: 'auto' } },
    ['tool_choice "mcp": there is no such tool'],
  ],
  limits: [
    { max_output_tokens: 5, temperature: 0, top_p: 0.5 },
    { max_tokens: 5, temperature: 0, top_p: 0.5 },
  ],
  'an effort': [
    { reasoning: { effort: 'high', summary: 'auto' } },
    { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
  ],
  'the least effort': [
    { reasoning: { effort: 'minimal' } },
    { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
    ['effort "minimal" was read as "low"'],
  ],
  'no effort': [{ reasoning: { effort: 'none' } }, { thinking: { type: 'disabled' } }],
  'a schema': [
    { text: { format: { type: 'json_schema', name: 'a', schema: { type: 'object' }, strict: true } } },
    { output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
  ],
  'any JSON': [
    { text: { format: { type: 'json_object' }, verbosity: 'low' } },
    { system: [text('Answer with one JSON object and nothing else.')] },
    ['text.verbosity', 'text.format "json_object" binds by instruction only'],
  ],
  'a user': [
    { user: 'me', prompt_cache_key: 'session' },
    { metadata: { user_id: 'me' } },
    ['prompt_cache_key: user is sent in its place'],
  ],
  'what happens anyhow': [
    {
      store: false,
      include: ['reasoning.encrypted_content'],
      truncation: 'disabled',
      metadata: null,
      background: false,
    },
    {},
  ],
  'what is not carried': [
    {
      store: true,
      truncation: 'auto',
      metadata: { a: 'b' },
      hologram: 1,
      include: ['file_search_call.results'],
    },
    {},
    [
      'include "file_search_call.results"',
      'store: Signalbox keeps no answers',
      ...['truncation', 'metadata', 'hologram'].map((field) => `${field}: Signalbox does not carry it`),
    ],
  ],
};

test.each(Object.entries(translations))('%s', (_name, [body, request, losses = []]) => {
  const given = read({ ...body });
  expect(given.request).toMatchObject(request);
  expect(given.losses).toEqual(losses);
});

describe('refused with a message that says what is accepted', () => {
  const keepsNothing = 'Signalbox keeps no conversations: send the whole input with store: false';
  test.each<[object, string]>([
    [{ previous_response_id: 'resp_1' }, `previous_response_id: ${keepsNothing}`],
    [{ conversation: { id: 'conv_1' } }, `conversation: ${keepsNothing}`],
    [{ input: [{ type: 'item_reference', id: 'a' }] }, `input[0]: ${keepsNothing}`],
    [{ background: true }, 'background: Signalbox answers at once or streams: leave background out'],
    [
      { prompt: { id: 'a' } },
      'prompt: Signalbox keeps no prompts: send the text itself as instructions or input',
    ],
    [{ model: 1 }, 'model: expected a string'],
    [{ input: 1 }, 'input: expected a string or an array of items, at least one'],
    [{ input: [] }, 'input: expected a string or an array of items, at least one'],
    [{ input: [said('tool', 'hi')] }, 'input[0].role: expected user, assistant, system or developer'],
    [
      { input: [said('user', [{ type: 'input_image', file_id: 'a' }])] },
      'input[0].content[0]: no file is kept here: send image_url, a data: or https: URL',
    ],
    [
      { input: [said('user', [{ type: 'input_file', file_data: 'data:application/zip;base64,AA' }])] },
      'input[0].content[0]: application/zip is not accepted: PDF and text are',
    ],
  ])('%j', (body, message) => {
    expect(() => read({ ...body })).toThrow(expect.objectContaining({ kind: 'invalid-request', message }));
  });

  test.each([[null], [[]], ['text'], [1]])('%j', (body) => {
    expect(() => openaiResponsesClient.readRequest(body)).toThrow(
      expect.objectContaining({ kind: 'invalid-request' }),
    );
  });
});

test('the body is left as it was', () => {
  const body = {
    model: 'm',
    input: [said('user', 'hi'), { type: 'function_call', call_id: 'a', name: 'read', arguments: '{}' }],
    tools: [read1],
  };
  const before = structuredClone(body);
  openaiResponsesClient.readRequest(body);
  expect(body).toEqual(before);
});
