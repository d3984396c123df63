import { describe, expect, test } from 'vitest';
import { anthropicUpstream } from '../../../../src-main/core/wire/anthropic/upstream-wire.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';
import { context } from '../streams.ts';

const read = (answer: unknown) =>
  anthropicUpstream.readWhole(
    Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
    context,
  );

const answer = {
  id: 'msg_theirs',
  type: 'message',
  role: 'assistant',
  model: 'glm-5.2',
  content: [
    { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
    { type: 'text', text: 'So it is.', citations: [{ url: 'a' }] },
    { type: 'text', text: 'Reading.' },
    { type: 'tool_use', id: 'call:1', name: 'Read', input: { path: '/a' } },
    { type: 'future_block', data: { deep: [1] } },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: { input_tokens: 12, output_tokens: 4, cache_read_input_tokens: null },
};

test('a whole answer keeps its content under our own id and model', async () => {
  const message = await read(answer);
  const [thinking, ...others] = message.content;
  expect(readTaggedSignature(thinking?.['signature'])).toEqual({ vendor: 'openrouter', payload: 'sig' });
  expect(message).toMatchObject({
    id: 'msg_01',
    model: 'claude-opus-5-5',
    stop_reason: 'tool_use',
    usage: { input_tokens: 12, output_tokens: 4 },
  });
  expect(others).toEqual([
    { type: 'text', text: 'So it is.', citations: [{ url: 'a' }] },
    { type: 'text', text: 'Reading.' },
    { type: 'tool_use', id: 'call_1', name: 'Read', input: { path: '/a' } },
    { type: 'future_block', data: { deep: [1] } },
  ]);
  expect(message.usage).not.toHaveProperty('cache_read_input_tokens');
});

test('an answer that does not say why it ended has ended', async () => {
  expect(await read({ content: [{ type: 'text', text: 'Hi' }] })).toMatchObject({
    content: [{ type: 'text', text: 'Hi' }],
    stop_reason: 'end_turn',
    usage: {},
  });
});

describe('what is no answer', () => {
  test.each([
    ['', 'UpstreamProtocolError', 'not JSON'],
    ['<html>', 'UpstreamProtocolError', 'not JSON'],
    [{ id: 'x' }, 'UpstreamProtocolError', 'without content'],
    [{ type: 'error', error: { type: 'overloaded_error', message: 'Busy' } }, 'UpstreamStreamError', 'Busy'],
    [{ error: { message: 'no such model' } }, 'UpstreamStreamError', 'no such model'],
  ])('%j is an error', async (body, name, message) => {
    await expect(read(body)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});

describe('error answers', () => {
  test('keep their status and their kind', () => {
    const body = '{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}';
    expect(anthropicUpstream.readError(429, body)).toMatchObject({
      kind: 'rate-limit',
      status: 429,
      message: 'Slow down',
    });
  });

  test('say that a prompt is too long in the words that make Claude Code compact', () => {
    const vllm =
      '{"error":{"message":"This model\'s maximum context length is 32768 tokens. However, your request has 40000 input tokens.","type":"BadRequestError"}}';
    expect(anthropicUpstream.readError(400, vllm)).toMatchObject({
      kind: 'invalid-request',
      status: 400,
      message: 'prompt is too long: 40000 tokens > 32768 maximum',
    });
  });

  test('about money and keys are about nothing else', () => {
    const body = '{"error":{"message":"You exceeded your token limit: context length exceeded"}}';
    expect(anthropicUpstream.readError(429, body).kind).toBe('rate-limit');
  });
});
