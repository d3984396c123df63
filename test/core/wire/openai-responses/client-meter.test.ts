import { describe, expect, test } from 'vitest';
import { openaiResponsesClient } from '../../../../src-main/core/wire/openai-responses/client-wire.ts';
import { fixture } from '../streams.ts';

const usage = {
  input_tokens: 300,
  cache_read_input_tokens: 1000,
  cache_creation_input_tokens: 20,
  output_tokens: 89,
  output_tokens_details: { thinking_tokens: 40 },
};

const readings = {
  'client-relayed': { usage, isComplete: true, hasContent: true },
  'client-relayed-crlf': { usage, isComplete: true, hasContent: true },
  'client-relayed-without-names': {
    usage: { input_tokens: 33, output_tokens: 7 },
    isComplete: true,
    hasContent: true,
  },
  'client-relayed-incomplete': { usage, isComplete: true, hasContent: true },
  'client-relayed-failed': {
    usage: {},
    isComplete: false,
    hasContent: true,
    error: { kind: 'rate-limit', status: 429, message: 'Rate limit reached for gpt-6-sol.' },
  },
  'client-relayed-error-first': {
    usage: {},
    isComplete: false,
    hasContent: false,
    error: { kind: 'upstream', status: 500, message: 'An error occurred.' },
  },
  'client-relayed-truncated': { usage: {}, isComplete: false, hasContent: true },
};

function read(...pieces: Uint8Array[]) {
  const meter = openaiResponsesClient.createMeter();
  for (const piece of pieces) meter.push(piece);
  const { usage: counted, isComplete, hasContent, error } = meter;
  const told = error && { error: { kind: error.kind, status: error.status, message: error.message } };
  return { usage: counted, isComplete, hasContent, ...told };
}

describe.each(Object.entries(readings))('the relayed stream %s', (name, reading) => {
  const bytes = fixture(`openai-responses/${name}`);

  test('is read along', () => {
    expect(read(bytes)).toEqual(reading);
  });

  test('case 24: is read the same wherever it is cut', () => {
    expect(read(...[...bytes.keys()].map((offset) => bytes.subarray(offset, offset + 1)))).toEqual(reading);
    for (const offset of bytes.keys())
      expect(read(bytes.subarray(0, offset), bytes.subarray(offset))).toEqual(reading);
  });

  test('case 20: is not complete before its last event', () => {
    const ends = ['"response.completed"', '"response.incomplete"'].map((end) => bytes.lastIndexOf(end));
    const last = Math.max(...ends);
    for (const length of bytes.subarray(0, last === -1 ? bytes.length : last).keys())
      expect(read(bytes.subarray(0, length)).isComplete).toBe(false);
  });
});

test('what cannot be read is passed over', () => {
  const reading = read(Buffer.from('event: response.completed\ndata: {"resp\n\n'));
  expect(reading).toEqual({ usage: {}, isComplete: true, hasContent: false });
});

test('a whole answer tells its usage, and a body that is none tells nothing', () => {
  const body = '{"usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":8},"output_tokens":2}}';
  expect(openaiResponsesClient.readWholeUsage(Buffer.from(body))).toEqual({
    input_tokens: 1,
    cache_read_input_tokens: 8,
    output_tokens: 2,
  });
  for (const none of ['{"usage":null}', '[]', '<html>', ''])
    expect(openaiResponsesClient.readWholeUsage(Buffer.from(none))).toEqual({});
});
