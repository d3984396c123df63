import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  createChatMeter,
  readWholeChatUsage,
} from '../../../../src-main/core/wire/openai-chat/client-meter.ts';
import { fixture } from '../streams.ts';
import { outcomes } from './answers.ts';

/** What a meter tells after the pieces, and, once it was told of the end, whether the answer was whole. */
function readAlong(...pieces: Uint8Array[]) {
  const meter = createChatMeter();
  for (const piece of pieces) meter.push(piece);
  const { usage, isComplete, hasContent } = meter;
  meter.end();
  const { error } = meter;
  return {
    usage,
    isComplete,
    hasContent,
    isCompleteAtEnd: meter.isComplete,
    usageAtEnd: meter.usage,
    ...(error && { error: { kind: error.kind, status: error.status, message: error.message } }),
  };
}

/** What a meter tells after each byte, beginning with none. */
function readBytes(bytes: Buffer): { isComplete: boolean }[] {
  const meter = createChatMeter();
  const told = () => ({ isComplete: meter.isComplete });
  const before = told();
  return [
    before,
    ...[...bytes.keys()].map((offset) => {
      meter.push(bytes.subarray(offset, offset + 1));
      return told();
    }),
  ];
}

describe.each(Object.keys(outcomes))('the relayed stream %s', (name) => {
  const bytes = fixture(`openai-chat/${name}`);

  test('case 24: is read the same wherever it is cut', () => {
    const whole = readAlong(bytes);
    expect(readAlong(...[...bytes.keys()].map((offset) => bytes.subarray(offset, offset + 1)))).toEqual(
      whole,
    );
    const differing = [...bytes.keys()].filter(
      (offset) => !isDeepStrictEqual(readAlong(bytes.subarray(0, offset), bytes.subarray(offset)), whole),
    );
    expect(differing).toEqual([]);
  });

  test('case 20: is not complete before [DONE], nor where it ends before its finish_reason', () => {
    const finish = bytes.lastIndexOf('"finish_reason":"');
    const done = bytes.lastIndexOf('[DONE]');
    const readings = readBytes(bytes).slice(0, done === -1 ? undefined : done);
    expect(readings.filter(({ isComplete }) => isComplete)).toEqual([]);
    const cutShort = [...bytes.subarray(0, Math.max(0, finish)).keys()];
    expect(cutShort.filter((length) => readAlong(bytes.subarray(0, length)).isCompleteAtEnd)).toEqual([]);
  });
});

/** A stream that breaks the protocol is for the client to judge. */
const readable = Object.entries(outcomes).filter(([, { error }]) => error?.name !== 'UpstreamProtocolError');

test.each(readable)('the relayed stream %s tells what its translation tells', (name, outcome) => {
  const { usageAtEnd, isCompleteAtEnd, error } = readAlong(fixture(`openai-chat/${name}`));
  expect({ isCompleteAtEnd, error: error?.kind }).toEqual({
    isCompleteAtEnd: outcome.error === undefined,
    error: outcome.error?.kind,
  });
  expect(usageAtEnd).toEqual(outcome.usage ?? {});
});

describe('an answer begins to speak', () => {
  const chunk = (choice: object) =>
    Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`);

  test.each([
    ['with a text', chunk({ delta: { content: 'a' } }), true],
    ['with a thought', chunk({ delta: { reasoning_content: 'a' } }), true],
    ['with a call', chunk({ delta: { tool_calls: [{ index: 0 }] } }), true],
    ['with a legacy completion', chunk({ text: 'a' }), true],
    ['with its end', chunk({ delta: {}, finish_reason: 'stop' }), true],
    [
      'not with its role',
      chunk({ delta: { role: 'assistant', content: '', tool_calls: [], refusal: null } }),
      false,
    ],
    ['not with a legacy completion that is empty', chunk({ text: '', finish_reason: null }), false],
    [
      'not with an error',
      Buffer.from('data: {"error":{"message":"busy","code":"overloaded_error"}}\n\n'),
      false,
    ],
    ['not with a comment', Buffer.from(': OPENROUTER PROCESSING\n\n'), false],
    ['not with what cannot be read', Buffer.from('data: {"choices\n\n'), false],
  ])('%s', (_how, bytes, hasContent) => {
    expect(readAlong(bytes).hasContent).toBe(hasContent);
  });
});

test('an error in quotes that the model says is no error', () => {
  const said = Buffer.from(
    'data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"choices":[{"delta":{"content":"{\\"error\\":1}"}}]}\n\n',
  );
  expect(readAlong(said).error).toBeUndefined();
});

test('an answer that failed is not complete, whatever follows', () => {
  const bytes = Buffer.from('data: {"error":{"message":"busy"}}\n\ndata: [DONE]\n\n');
  expect(readAlong(bytes)).toMatchObject({
    isComplete: false,
    isCompleteAtEnd: false,
    error: { message: 'busy' },
  });
});

test('a whole answer tells its usage, and a body that is none tells nothing', () => {
  const usage = { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } };
  expect(readWholeChatUsage(Buffer.from(JSON.stringify({ usage })))).toEqual({
    input_tokens: 6,
    cache_read_input_tokens: 4,
    output_tokens: 2,
  });
  for (const body of ['{"usage":null}', '[]', '<html>', ''])
    expect(readWholeChatUsage(Buffer.from(body))).toEqual({});
});
