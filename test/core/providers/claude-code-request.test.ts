import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';
import { findPreset } from '../../../src-main/core/providers/presets.ts';
import { tagSignature } from '../../../src-main/core/wire/signature.ts';
import { writeChatRequest } from '../../../src-main/core/wire/openai-chat/write-request.ts';

const cached = { type: 'ephemeral', ttl: '1h' };
const readTool = {
  name: 'Read',
  description: 'Reads a file.',
  input_schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { file_path: { type: 'string' } },
  },
};

/** A turn in the middle of a session, shaped as Claude Code 2.1.329 sends it. */
const session = (vendor: string): MessagesRequest => ({
  model: 'claude-opus-5-5',
  max_tokens: 128_000,
  stream: true,
  system: [
    { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.329.a1b; cc_entrypoint=cli;' },
    {
      type: 'text',
      text: "You are Claude Code, Anthropic's official CLI for Claude.",
      cache_control: cached,
    },
    { type: 'text', text: 'Be concise.', cache_control: cached },
  ],
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: '<system-reminder>\nToday.\n</system-reminder>' },
        { type: 'text', text: 'What is in a.png?' },
      ],
    },
    { role: 'system', content: 'Plan mode is active.' },
    {
      role: 'assistant',
      content: [
        {
          type: 'thinking',
          thinking: 'Read it.',
          signature: tagSignature({ vendor, payload: [{ type: 'reasoning.text', text: 'Read it.' }] }),
        },
        { type: 'tool_use', id: 'toolu_01', name: 'Read', input: { file_path: '/a.png' } },
      ],
    },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'toolu_01',
          content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }],
          cache_control: cached,
        },
      ],
    },
  ],
  tools: [
    readTool,
    { name: 'DeferredToolPlaceholder', input_schema: { type: 'object' }, defer_loading: true },
  ],
  thinking: { type: 'adaptive', display: 'omitted' },
  output_config: { effort: 'medium' },
  context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
  metadata: { user_id: '{"session_id":"5f0c"}' },
});

const writtenFor = (id: string, request: MessagesRequest) => {
  const preset = findPreset(id);
  if (preset?.wire !== 'openai-chat') throw new Error(`${id} is no preset of openai-chat`);
  return writeChatRequest(request, { vendor: id, model: 'model', quirks: preset.quirks });
};

const system = "You are Claude Code, Anthropic's official CLI for Claude.\n\nBe concise.";
const first = '<system-reminder>\nToday.\n</system-reminder>\n\nWhat is in a.png?';
const reminder = '<system-reminder>\nPlan mode is active.\n</system-reminder>';
const toolCall = {
  id: 'toolu_01',
  type: 'function',
  function: { name: 'Read', arguments: '{"file_path":"/a.png"}' },
};
const toolText = '[Attachment 1 follows in the next user message.]';
const picture = {
  role: 'user',
  content: [
    { type: 'text', text: '[Attachment 1, returned by the tool call toolu_01]' },
    { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
  ],
};
const tools = [
  {
    type: 'function',
    function: { name: 'Read', description: 'Reads a file.', parameters: readTool.input_schema },
  },
];
const stream = { stream: true, stream_options: { include_usage: true } };

describe('a turn of Claude Code', () => {
  test('to OpenAI', () => {
    expect(writtenFor('openai', session('openai')).body).toEqual({
      model: 'model',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: first },
        { role: 'developer', content: 'Plan mode is active.' },
        { role: 'assistant', content: null, tool_calls: [toolCall] },
        { role: 'tool', tool_call_id: 'toolu_01', content: toolText },
        picture,
      ],
      tools,
      max_completion_tokens: 128_000,
      reasoning_effort: 'none',
      prompt_cache_key: expect.stringMatching(/^[0-9a-f]{32}$/),
      ...stream,
    });
  });

  test('to OpenRouter', () => {
    const [identity, style] = system.split('\n\n');
    expect(writtenFor('openrouter', session('openrouter')).body).toEqual({
      model: 'model',
      messages: [
        {
          role: 'system',
          content: [
            { type: 'text', text: identity, cache_control: cached },
            { type: 'text', text: style, cache_control: cached },
          ],
        },
        { role: 'user', content: `${first}\n\n${reminder}` },
        {
          role: 'assistant',
          content: null,
          tool_calls: [toolCall],
          reasoning_details: [{ type: 'reasoning.text', text: 'Read it.' }],
        },
        {
          role: 'tool',
          tool_call_id: 'toolu_01',
          content: [{ type: 'text', text: toolText, cache_control: cached }],
        },
        picture,
      ],
      tools,
      max_tokens: 128_000,
      reasoning: { effort: 'medium' },
      user: expect.stringMatching(/^[0-9a-f]{32}$/),
      ...stream,
    });
  });

  test('to DeepSeek', () => {
    expect(writtenFor('deepseek', session('deepseek')).body).toEqual({
      model: 'model',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: first },
        { role: 'system', content: 'Plan mode is active.' },
        { role: 'assistant', content: null, tool_calls: [toolCall], reasoning_content: 'Read it.' },
        { role: 'tool', tool_call_id: 'toolu_01', content: toolText },
        picture,
      ],
      tools,
      max_tokens: 128_000,
      reasoning_effort: 'low',
      ...stream,
    });
  });

  test('to any OpenAI-compatible server', () => {
    const { body, losses } = writtenFor('openai-compatible', session('mine'));
    expect(body).toEqual({
      model: 'model',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: `${first}\n\n${reminder}` },
        { role: 'assistant', content: null, tool_calls: [toolCall] },
        { role: 'tool', tool_call_id: 'toolu_01', content: toolText },
        picture,
      ],
      tools,
      max_tokens: 32_000,
      ...stream,
    });
    expect(losses.toSorted()).toEqual([
      'cache_control: this provider caches by itself or not at all',
      'context_management: Chat has no such field',
      'effort "medium"',
      'max_tokens over 32000',
      'metadata.user_id',
      'thinking that came from another vendor',
    ]);
  });
});

describe('requests of its own kinds', () => {
  const base: MessagesRequest = {
    model: 'claude-opus-5-5',
    max_tokens: 64,
    messages: [{ role: 'user', content: 'x' }],
  };

  test('an auto-mode classifier thinks nowhere', () => {
    const classifier: MessagesRequest = { ...base, thinking: { type: 'disabled' }, stream: false };
    expect(writtenFor('deepseek', classifier).body).toMatchObject({
      thinking: { type: 'disabled' },
      stream: false,
    });
    expect(writtenFor('openrouter', classifier).body).toMatchObject({ reasoning: { effort: 'none' } });
    expect(writtenFor('openai', classifier).body).toMatchObject({ reasoning_effort: 'none' });
    expect(writtenFor('ollama-openai', classifier).body).toMatchObject({ reasoning_effort: 'none' });
  });

  test('case 23: a web search is run by OpenRouter and fails plainly elsewhere', () => {
    const search: MessagesRequest = {
      ...base,
      tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 8 }],
    };
    expect(writtenFor('openrouter', search).body).toMatchObject({ plugins: [{ id: 'web' }] });
    expect(writtenFor('openrouter', search).prelude).toEqual([]);
    expect(writtenFor('deepseek', search).prelude.map(({ type }) => type)).toEqual([
      'server_tool_use',
      'web_search_tool_result',
    ]);
  });

  test('case 26: a session title comes as JSON from DeepSeek too', () => {
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' } },
      required: ['title'],
      additionalProperties: false,
    };
    const title: MessagesRequest = {
      ...base,
      output_config: { effort: 'high', format: { type: 'json_schema', schema } },
    };
    expect(writtenFor('openai', title).body).toMatchObject({
      response_format: { json_schema: { strict: true } },
    });
    expect(writtenFor('deepseek', title).body).toMatchObject({
      response_format: { type: 'json_object' },
      reasoning_effort: 'high',
    });
  });

  test('case 26: a forced tool is forced at DeepSeek as well, which then does not think', () => {
    const forced: MessagesRequest = {
      ...base,
      tools: [readTool],
      tool_choice: { type: 'tool', name: 'Read' },
      output_config: { effort: 'high' },
    };
    const { body } = writtenFor('deepseek', forced);
    expect(body).toMatchObject({
      tool_choice: { type: 'function', function: { name: 'Read' } },
      thinking: { type: 'disabled' },
    });
    expect(body).not.toHaveProperty('reasoning_effort');
  });
});
