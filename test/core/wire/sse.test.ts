import { describe, expect, test } from 'vitest';
import {
  createEventFeed,
  encodeMessageEvent,
  readServerSentEvents,
} from '../../../src-main/core/wire/sse.ts';
import { cutAt, oneByOne } from './streams.ts';

async function eventsOf(bytes: AsyncIterable<Uint8Array>) {
  const events = [];
  for await (const event of readServerSentEvents(bytes)) events.push(event);
  return events;
}

describe('case 24: a stream of events, cut anywhere', () => {
  const streams = {
    'with LF': ': hi\n\nevent: a\ndata: {"x":"ä"}\n\ndata: 1\ndata: 2\n\n',
    'with CRLF': '\uFEFFid: 1\r\nevent: a\r\ndata: {"x":"🚂"}\r\n\r\ndata: 1\r\ndata: 2\r\n\r\n',
    'with CR': 'event: a\rdata: {"x":"é"}\r\rdata: 1\rdata: 2\r\r',
    'without a last line end': 'retry: 1\nevent: a\ndata: {"x":"字"}\n\ndata: 1\ndata: 2',
  };

  test.each(Object.entries(streams))('%s gives its two events', async (_, stream) => {
    const bytes = Buffer.from(stream);
    const whole = await eventsOf(cutAt(bytes));
    expect(whole).toEqual([
      { event: 'a', data: expect.stringMatching(/^\{"x":"(ä|🚂|é|字)"\}$/) },
      { data: '1\n2' },
    ]);
    expect(await eventsOf(oneByOne(bytes))).toEqual(whole);
    for (const offset of bytes.keys()) expect(await eventsOf(cutAt(bytes, offset))).toEqual(whole);
  });
});

test('a line of bare JSON is an event, since some upstreams report their errors so', async () => {
  const bytes = Buffer.from('data: 1\n\n{"error":"over"}\nnonsense\n');
  expect(await eventsOf(cutAt(bytes))).toEqual([{ data: '1' }, { data: '{"error":"over"}' }]);
  expect(await eventsOf(oneByOne(bytes))).toEqual(await eventsOf(cutAt(bytes)));
});

test('an event is given as soon as its blank line is here', async () => {
  const seen: string[] = [];
  const feed = createEventFeed(({ data }) => seen.push(data));
  feed.push(Buffer.from('data: now\n\ndata: lat'));
  expect(seen).toEqual(['now']);
  feed.push(Buffer.from('er\n\n'));
  expect(seen).toEqual(['now', 'later']);
});

test.each([['data: 123456789012345'], ['data: 1234567890123\n'], ['data: 1234\ndata: 5678\ndata: 9012\n']])(
  'an event that grows beyond the limit is refused: %j',
  (stream) => {
    const feed = createEventFeed(() => undefined, 12);
    feed.push(Buffer.from('data: 123456\n\n'.repeat(10)));
    expect(() => feed.push(Buffer.from(stream))).toThrowError(/more than 12 characters/);
  },
);

test('an event is written as one data line with its name', () => {
  const event = {
    type: 'content_block_delta',
    index: 2,
    delta: { type: 'text_delta', text: 'a\n\nb' },
  } as const;
  expect(encodeMessageEvent(event)).toBe(
    'event: content_block_delta\ndata: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"a\\n\\nb"}}\n\n',
  );
});

test('case 16: a client gets a number of output tokens even where the upstream told none', () => {
  const delta = { stop_reason: 'end_turn', stop_sequence: null } as const;
  expect(encodeMessageEvent({ type: 'message_delta', delta, usage: {} })).toContain(
    '"usage":{"output_tokens":0}',
  );
  expect(encodeMessageEvent({ type: 'message_delta', delta, usage: { output_tokens: 7 } })).toContain(
    '"usage":{"output_tokens":7}',
  );
});
