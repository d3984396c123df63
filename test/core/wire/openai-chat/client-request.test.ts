import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { readChatRequest } from '../../../../src-main/core/wire/openai-chat/client-request.ts';
import { openaiChatClient } from '../../../../src-main/core/wire/openai-chat/client-wire.ts';
import { read } from './client-given.ts';

const plain = read({}).request;
const clock = { type: 'function', function: { name: 'clock' } };

test('a plain request is model and messages, and is not streamed', () => {
  const { request, isStream, losses } = openaiChatClient.readRequest({
    model: 'gpt-6',
    messages: [{ role: 'user', content: 'hi' }],
    stream: null,
  });
  expect({ request, isStream, losses }).toEqual({
    request: { model: 'gpt-6', messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] },
    isStream: false,
    losses: [],
  });
});

describe('a setting is carried over', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  test.each<[object, object]>([
    [{ stream: true }, { stream: true }],
    [{ max_tokens: 5 }, { max_tokens: 5 }],
    [{ max_tokens: 5, max_completion_tokens: 6 }, { max_tokens: 6 }],
    [
      { temperature: 0, top_p: 0.5, top_k: 3 },
      { temperature: 0, top_p: 0.5, top_k: 3 },
    ],
    [{ stop: 'END' }, { stop_sequences: ['END'] }],
    [{ stop: ['A', 'B'] }, { stop_sequences: ['A', 'B'] }],
    [{ user: 'ann' }, { metadata: { user_id: 'ann' } }],
    [{ reasoning_effort: 'none' }, { thinking: { type: 'disabled' } }],
    [{ reasoning_effort: 'minimal' }, { output_config: { effort: 'low' } }],
    [{ reasoning_effort: 'xhigh' }, { output_config: { effort: 'xhigh' } }],
    [{ reasoning: { effort: 'high' } }, { output_config: { effort: 'high' } }],
    [{ reasoning: { max_tokens: 2000 } }, { thinking: { type: 'enabled', budget_tokens: 2000 } }],
    [{ reasoning: { enabled: false } }, { thinking: { type: 'disabled' } }],
    [
      { thinking: { type: 'enabled', budget_tokens: 3000 } },
      { thinking: { type: 'enabled', budget_tokens: 3000 } },
    ],
    [{ thinking: { type: 'adaptive' } }, { thinking: { type: 'adaptive' } }],
    [{ response_format: { type: 'text' } }, {}],
    [
      {
        response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema } },
        reasoning_effort: 'low',
      },
      { output_config: { effort: 'low', format: { type: 'json_schema', schema } } },
    ],
    [{ cache_control: { type: 'ephemeral' } }, { cache_control: { type: 'ephemeral' } }],
  ])('%j', (given, carried) => {
    const { request, losses } = read({ ...given });
    expect(request).toEqual({ ...plain, ...carried });
    expect(losses).toEqual([]);
  });
});

describe('case 26: what cannot be carried is named', () => {
  test.each([
    ['logprobs', true],
    ['top_logprobs', 3],
    ['seed', 7],
    ['logit_bias', { 50256: -100 }],
    ['frequency_penalty', 0.5],
    ['presence_penalty', 0.5],
    ['audio', { voice: 'alloy', format: 'wav' }],
    ['modalities', ['text', 'audio']],
    ['prediction', { type: 'content', content: 'a' }],
    ['store', true],
    ['metadata', { a: 'b' }],
    ['service_tier', 'flex'],
    ['verbosity', 'low'],
    ['prompt_cache_key', 'a'],
    ['a_field_of_next_year', 'a'],
  ])('%s', (field, value) => {
    expect(read({ [field]: value }).losses).toEqual([`${field}: cannot be carried to another protocol`]);
  });

  test('but not where it says what leaving it out says', () => {
    const nothing = {
      logprobs: false,
      store: false,
      n: 1,
      seed: null,
      frequency_penalty: 0,
      modalities: ['text'],
      service_tier: 'auto',
      stream_options: { include_usage: true },
    };
    expect(read(nothing).losses).toEqual([]);
  });

  test('a JSON object is asked for in words', () => {
    const { request, losses } = read({ response_format: { type: 'json_object' } });
    expect(request.system).toEqual([{ type: 'text', text: 'Answer with one JSON object and nothing else.' }]);
    expect(losses).toEqual(['response_format json_object binds by instruction only']);
  });
});

describe('a request that is none is refused with its place', () => {
  const message = (fields: object) => ({ messages: [{ role: 'user', content: 'hi' }, fields] });
  test.each<[object, string]>([
    [{ model: undefined }, 'model: expected a string'],
    [{ model: '' }, 'model: expected a model'],
    [{ messages: undefined }, 'messages: expected an array of messages'],
    [{ messages: [] }, 'messages: expected at least one message'],
    [{ messages: [{ role: 'user', content: '' }] }, 'messages: expected a message that is not empty'],
    [
      message({ role: 'robot' }),
      'messages.1.role: expected system, developer, user, assistant, tool or function',
    ],
    [message({ role: 'user' }), 'messages.1.content: expected a string or an array of parts'],
    [message({ role: 'user', content: [{}] }), 'messages.1.content: expected a string or an array of parts'],
    [message({ role: 'tool', content: 'a' }), 'messages.1.tool_call_id: expected a string'],
    [
      message({ role: 'assistant', tool_calls: [{ function: { name: 'a' } }] }),
      'messages.1.tool_calls.0.id: expected a string',
    ],
    [
      message({ role: 'assistant', tool_calls: [{ id: 'a' }] }),
      'messages.1.tool_calls.0: expected a call of a function',
    ],
    [
      message({ role: 'user', content: [{ type: 'image_url', image_url: { url: 'file:///a' } }] }),
      'messages.1.content.0.image_url.url: expected an http address or a data URL in base64',
    ],
    [
      message({
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'file', file: { file_data: 'AA==' } },
        ],
      }),
      'messages.1.content.1.file.file_data: expected an http address or a data URL in base64',
    ],
    [{ n: 2 }, 'n: expected 1: ask several times for several answers'],
    [{ stream: 'yes' }, 'stream: expected true or false'],
    [{ stop: 5 }, 'stop: expected a string or an array of strings'],
    [{ max_tokens: '5' }, 'max_tokens: expected a number'],
    [{ tools: [{ type: 'function', function: {} }] }, 'tools.0.function.name: expected a string'],
    [
      { tools: [clock], tool_choice: 'always' },
      'tool_choice: expected auto, none, required, allowed_tools or the name of a tool',
    ],
    [{ response_format: { type: 'json_schema' } }, 'response_format.json_schema.schema: expected an object'],
  ])('%j', (given, told) => {
    const error = caught(() => read({ ...given }));
    expect(error).toMatchObject({ kind: 'invalid-request', status: 400, message: told });
    expect(error).toBeInstanceOf(RequestError);
  });

  test.each([[null], ['a'], [[]]])('%j', (body) => {
    expect(caught(() => readChatRequest(body))).toMatchObject({
      message: 'body: expected a JSON object',
      status: 400,
    });
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
