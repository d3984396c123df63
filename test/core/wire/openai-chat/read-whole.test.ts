import { describe, expect, test } from 'vitest';
import { openaiChat } from '../../../../src-main/core/wire/openai-chat/index.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';
import { context } from '../streams.ts';

const answer = (message: object, rest: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }],
  ...rest,
});
const read = (body: unknown) => openaiChat.readWhole(Buffer.from(JSON.stringify(body)), context);

test('a whole answer is mapped as a streamed one', async () => {
  const details = [
    { type: 'reasoning.text', text: 'Hm.', signature: 'sig', index: 0 },
    { type: 'reasoning.encrypted', data: 'abc', index: 1 },
  ];
  const calls = [
    { id: 'call_1', type: 'function', function: { name: 'Read', arguments: '{"a":1.0}' } },
    { id: 'call_1', type: 'function', function: { name: 'short_name_1', arguments: '' } },
  ];
  const usage = {
    prompt_tokens: 100,
    completion_tokens: 7,
    prompt_tokens_details: { cached_tokens: 60 },
  };
  const message = await read(
    answer(
      { content: 'Für dich 🚂', reasoning: 'Hm.', reasoning_details: details, tool_calls: calls },
      { usage },
    ),
  );
  expect(message).toEqual({
    id: 'msg_01',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [
      { type: 'thinking', thinking: 'Hm.', signature: expect.any(String) },
      { type: 'text', text: 'Für dich 🚂' },
      { type: 'tool_use', id: 'call_1', name: 'Read', input: { a: 1 } },
      { type: 'tool_use', id: 'call_1_2', name: 'mcp__a_server__a_tool_with_a_long_name', input: {} },
    ],
    stop_reason: 'tool_use',
    stop_sequence: null,
    usage: { input_tokens: 40, cache_read_input_tokens: 60, output_tokens: 7 },
  });
  expect(readTaggedSignature(message.content[0]?.['signature'])?.payload).toEqual(details);
});

test('usage that was not told stays unknown', async () => {
  expect((await read(answer({ content: 'a' }))).usage).toEqual({});
});

test('an answer that does not say why it ended is complete all the same', async () => {
  const choices = [{ message: { content: 'a' }, finish_reason: null }];
  expect(await read({ choices })).toMatchObject({ content: [{ text: 'a' }], stop_reason: 'end_turn' });
});

describe('an answer that is none is an error', () => {
  test.each([
    [
      '{"error":{"message":"busy","type":"overloaded_error"}}',
      { name: 'UpstreamStreamError', kind: 'overloaded' },
    ],
    [
      '{"object":"error","message":"no","code":404}',
      { name: 'UpstreamStreamError', kind: 'not-found', status: 404 },
    ],
    ['{"id":"x"}', { name: 'UpstreamProtocolError', message: 'the upstream answered without choices' }],
    ['{"choices":[]}', { name: 'UpstreamProtocolError' }],
    [
      '<html>',
      { name: 'UpstreamProtocolError', message: 'the upstream answered with something that is not JSON' },
    ],
    [
      '{"choices":[{"message":{"tool_calls":[{"id":"a","function":{"name":"Read","arguments":"{\\"a"}}]}}]}',
      { name: 'UpstreamProtocolError', message: 'the model called Read with arguments that are not JSON' },
    ],
  ])('%s', async (body, error) => {
    await expect(openaiChat.readWhole(Buffer.from(body), context)).rejects.toMatchObject(error);
  });
});
