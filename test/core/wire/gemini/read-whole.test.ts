import { describe, expect, test } from 'vitest';
import { gemini } from '../../../../src-main/core/wire/gemini/index.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';
import { geminiContext as context } from './answers.ts';

const read = (body: unknown) => gemini.readWhole(Buffer.from(JSON.stringify(body)), context);
const candidate = (parts: object[], finishReason = 'STOP') => ({
  candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }],
});

test('a whole answer is mapped as a streamed one', async () => {
  const message = await read({
    ...candidate([
      { text: 'Hm.', thought: true },
      { text: 'Für dich 🚂' },
      { functionCall: { id: 'a b', name: 'Read', args: { a: 1 } }, thoughtSignature: 'QUE=' },
      { functionCall: { id: 'a b', name: 'short_name_1' } },
    ]),
    usageMetadata: {
      promptTokenCount: 100,
      cachedContentTokenCount: 60,
      candidatesTokenCount: 7,
      thoughtsTokenCount: 3,
    },
  });
  expect(message).toEqual({
    id: 'msg_01',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [
      { type: 'thinking', thinking: 'Hm.', signature: expect.any(String) },
      { type: 'text', text: 'Für dich 🚂' },
      { type: 'thinking', thinking: '', signature: expect.any(String) },
      { type: 'tool_use', id: 'a_b', name: 'Read', input: { a: 1 } },
      { type: 'tool_use', id: 'a_b_2', name: 'mcp__a_server__a_tool_with_a_long_name', input: {} },
    ],
    stop_reason: 'tool_use',
    stop_sequence: null,
    usage: {
      input_tokens: 40,
      cache_read_input_tokens: 60,
      output_tokens: 10,
      output_tokens_details: { thinking_tokens: 3 },
    },
  });
  expect(readTaggedSignature(message.content[2]?.['signature'])?.payload).toMatchObject({
    signature: 'QUE=',
    call: 'a_b',
  });
});

test('an answer that came as a list of chunks is read too', async () => {
  const body = [candidate([{ text: 'One, ' }]), candidate([{ text: 'two.' }], 'MAX_TOKENS')];
  expect(await read(body)).toMatchObject({ content: [{ text: 'One, two.' }], stop_reason: 'max_tokens' });
});

describe('case 15: the stop_reason', () => {
  test.each([
    ['STOP', 'end_turn'],
    ['MAX_TOKENS', 'max_tokens'],
    ['SAFETY', 'refusal'],
    ['RECITATION', 'refusal'],
    ['BLOCKLIST', 'refusal'],
    ['PROHIBITED_CONTENT', 'refusal'],
    ['SPII', 'refusal'],
    ['SOMETHING_NEW', 'end_turn'],
  ])('of %s is %s, and tool_use with a call', async (finish, stop_reason) => {
    expect(await read(candidate([{ text: 'a' }], finish))).toMatchObject({ stop_reason });
    const call = { functionCall: { name: 'Read' } };
    expect(await read(candidate([call], finish))).toMatchObject({ stop_reason: 'tool_use' });
  });
});

describe('an answer that is none is an error', () => {
  test.each([
    ['{}', { name: 'UpstreamProtocolError' }],
    ['[]', { name: 'UpstreamProtocolError' }],
    ['{"candidates":[{"finishReason":"FINISH_REASON_UNSPECIFIED"}]}', { name: 'UpstreamProtocolError' }],
    [
      '<html>',
      { name: 'UpstreamProtocolError', message: 'the upstream answered with something that is not JSON' },
    ],
    [
      '{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}]}',
      { name: 'UpstreamStreamError', status: 502 },
    ],
    [
      '{"error":{"code":404,"message":"models/x is not found","status":"NOT_FOUND"}}',
      { name: 'UpstreamStreamError', kind: 'not-found', status: 404 },
    ],
  ])('%s', async (body, error) => {
    await expect(gemini.readWhole(Buffer.from(body), context)).rejects.toMatchObject(error);
  });
});
