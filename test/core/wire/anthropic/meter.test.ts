import { describe, expect, test } from 'vitest';
import { createStreamMeter, readWholeUsage } from '../../../../src-main/core/wire/anthropic/meter.ts';
import { fixture } from '../streams.ts';

const cached = { cache_creation_input_tokens: 300, cache_read_input_tokens: 4000 };
/** The count of the output that stands at the start is none: nothing was said yet. */
const atStart = {
  input_tokens: 12,
  ...cached,
  cache_creation: { ephemeral_5m_input_tokens: 300, ephemeral_1h_input_tokens: 0 },
  service_tier: 'standard',
};
const atEnd = { ...atStart, output_tokens: 89, output_tokens_details: { thinking_tokens: 40 } };

const readings = {
  'tool-use': { usage: atEnd, isComplete: true, hasContent: true },
  'tool-use-crlf': { usage: atEnd, isComplete: true, hasContent: true },
  'compatible-without-names': {
    usage: { input_tokens: 33, output_tokens: 7 },
    isComplete: true,
    hasContent: true,
  },
  'error-in-stream': {
    usage: atStart,
    isComplete: false,
    hasContent: true,
    error: { kind: 'overloaded', status: 529, message: 'Overloaded' },
  },
  'error-first': {
    usage: {},
    isComplete: false,
    hasContent: false,
    error: { kind: 'rate-limit', status: 429, message: 'This request would exceed your rate limit.' },
  },
  truncated: { usage: atStart, isComplete: false, hasContent: true },
};

function read(...pieces: Uint8Array[]) {
  const meter = createStreamMeter();
  for (const piece of pieces) meter.push(piece);
  const { usage, isComplete, hasContent, error } = meter;
  const told = error && { error: { kind: error.kind, status: error.status, message: error.message } };
  return { usage, isComplete, hasContent, ...told };
}

describe.each(Object.entries(readings))('the relayed stream %s', (name, reading) => {
  const bytes = fixture(`anthropic/${name}`);

  test('is read along', () => {
    expect(read(bytes)).toEqual(reading);
  });

  test('case 24: is read the same wherever it is cut', () => {
    expect(read(...[...bytes.keys()].map((offset) => bytes.subarray(offset, offset + 1)))).toEqual(reading);
    for (const offset of bytes.keys())
      expect(read(bytes.subarray(0, offset), bytes.subarray(offset))).toEqual(reading);
  });

  test('case 20: is not complete before its message_stop', () => {
    const last = bytes.lastIndexOf('"message_stop"');
    for (const length of bytes.subarray(0, last === -1 ? bytes.length : last).keys()) {
      expect(read(bytes.subarray(0, length)).isComplete).toBe(false);
    }
  });
});

test('what cannot be read is passed over', () => {
  const reading = read(
    Buffer.from(
      'event: message_start\ndata: {"mess\n\nevent: message_delta\ndata: {"usage":{"output_tokens":4}}\n\n',
    ),
  );
  expect(reading).toMatchObject({ usage: { output_tokens: 4 } });
});

test('a whole answer tells its usage, and a body that is none tells nothing', () => {
  expect(readWholeUsage(Buffer.from('{"usage":{"input_tokens":1,"cache_read_input_tokens":null}}'))).toEqual({
    input_tokens: 1,
  });
  for (const body of ['{"usage":null}', '[]', '<html>', ''])
    expect(readWholeUsage(Buffer.from(body))).toEqual({});
});
