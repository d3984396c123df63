import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { readMessageStream } from '../../../../src-main/core/wire/anthropic/upstream-read.ts';
import { grammarFaults } from '../grammar.ts';
import { context, cutAt, fixture, gather, oneByOne, sentBlocks } from '../streams.ts';

type Event = Record<string, unknown>;

const start = { type: 'message_start', message: { id: 'x', usage: { input_tokens: 9, output_tokens: 1 } } };
const opens = (index: number, content_block: object): Event => ({
  type: 'content_block_start',
  index,
  content_block,
});
const adds = (index: number, delta: object): Event => ({ type: 'content_block_delta', index, delta });
const stops = (index: number): Event => ({ type: 'content_block_stop', index });
const ends = (stop_reason: string | null, more: object = {}): Event[] => [
  { type: 'message_delta', delta: { stop_reason, ...more }, usage: { output_tokens: 5 } },
  { type: 'message_stop' },
];

const bytesOf = (events: readonly Event[]): Buffer =>
  Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
const read = (bytes: Uint8Array) => gather(readMessageStream(cutAt(bytes), context));
const readEvents = (...events: Event[]) => read(bytesOf(events));

const whole = ['tool-use', 'tool-use-crlf', 'compatible-without-names'];
const broken = ['error-first', 'error-in-stream', 'truncated'];

describe.each([...whole, ...broken])('%s', (name) => {
  const bytes = fixture(`anthropic/${name}`);

  test('keeps the grammar', async () => {
    const { events, error } = await read(bytes);
    expect(grammarFaults(events, broken.includes(name))).toEqual([]);
    expect(error instanceof RequestError).toBe(broken.includes(name));
  });

  test('case 24: gives the same events wherever it is cut', async () => {
    const expected = await read(bytes);
    expect(await gather(readMessageStream(oneByOne(bytes), context))).toEqual(expected);
    const differing: number[] = [];
    for (const offset of bytes.keys()) {
      const cut = await gather(readMessageStream(cutAt(bytes, offset), context));
      if (!isDeepStrictEqual(cut, expected)) differing.push(offset);
    }
    expect(differing).toEqual([]);
  });

  test('case 20: never ends as if it were whole when it is cut short', async () => {
    const end = bytes.lastIndexOf('"message_stop"');
    const silent: number[] = [];
    for (let length = 0; length < Math.max(end, 0); length += 1) {
      const { events, error } = await read(bytes.subarray(0, length));
      const isOver = events.some(({ type }) => type === 'message_stop');
      if (!(error instanceof RequestError) || isOver) silent.push(length);
    }
    expect(silent).toEqual([]);
  });
});

test('an answer comes in our own id, with the model that the client asked for, and all that was told', async () => {
  const { events } = await read(fixture('anthropic/tool-use'));
  expect(events[0]).toEqual({
    type: 'message_start',
    message: {
      id: 'msg_01',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-5-5',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 1234, output_tokens: 0 },
    },
  });
  expect(sentBlocks(events)).toEqual([
    {
      type: 'thinking',
      thinking: 'Überlegen … 🤔',
      signature: { vendor: 'openrouter', payload: 'EqQB' },
    },
    { type: 'text', text: 'event: message_stop\n\ndata: {"type":"message_stop"}' },
    { type: 'tool_use', id: 'toolu_01', name: 'Read', input: '{"file_path":"/ä"}' },
  ]);
  expect(events.at(-2)).toEqual({
    type: 'message_delta',
    delta: { stop_reason: 'tool_use', stop_sequence: null },
    usage: {
      input_tokens: 12,
      cache_creation_input_tokens: 300,
      cache_read_input_tokens: 4000,
      cache_creation: { ephemeral_5m_input_tokens: 300, ephemeral_1h_input_tokens: 0 },
      output_tokens: 89,
      output_tokens_details: { thinking_tokens: 40 },
      service_tier: 'standard',
    },
  });
});

test('shortened tool names come back as the client knows them', async () => {
  const { events } = await readEvents(
    start,
    opens(0, { type: 'tool_use', id: 'toolu_1', name: 'short_name_1', input: {} }),
    stops(0),
    ...ends('tool_use'),
  );
  expect(sentBlocks(events)).toMatchObject([{ name: 'mcp__a_server__a_tool_with_a_long_name', input: '{}' }]);
});

describe('what endpoints do otherwise', () => {
  test('a call whose input is whole from the start has it once', async () => {
    const call = { type: 'tool_use', id: 'a', name: 'Read', input: { path: '/a' } };
    const { events } = await readEvents(
      start,
      opens(0, call),
      stops(0),
      opens(1, { ...call, id: 'b' }),
      adds(1, { type: 'input_json_delta', partial_json: '{"path":"/a"}' }),
      stops(1),
      ...ends('tool_use'),
    );
    expect(sentBlocks(events).map(({ input }) => input)).toEqual(['{"path":"/a"}', '{"path":"/a"}']);
  });

  test('blocks that overlap or never stop keep what is theirs', async () => {
    const { events } = await readEvents(
      start,
      opens(0, { type: 'tool_use', id: 'a', name: 'Read', input: {} }),
      opens(1, { type: 'tool_use', id: 'b', name: 'Write', input: {} }),
      adds(1, { type: 'input_json_delta', partial_json: '{"b"' }),
      adds(0, { type: 'input_json_delta', partial_json: '{"a":1}' }),
      adds(1, { type: 'input_json_delta', partial_json: ':2}' }),
      ...ends('tool_use'),
    );
    expect(grammarFaults(events)).toEqual([]);
    expect(sentBlocks(events).map(({ input }) => input)).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('thinking without a signature, and one that is nothing but a signature', async () => {
    const { events } = await readEvents(
      start,
      opens(0, { type: 'thinking', thinking: '', signature: '' }),
      adds(0, { type: 'signature_delta', signature: 'EqQB' }),
      stops(0),
      opens(1, { type: 'thinking', thinking: 'Hm' }),
      stops(1),
      ...ends('end_turn'),
    );
    expect(grammarFaults(events)).toEqual([]);
    expect(sentBlocks(events)).toMatchObject([
      { thinking: '', signature: { payload: 'EqQB' } },
      { thinking: 'Hm', signature: { payload: null } },
    ]);
  });

  test('a name of the event counts where its value has none', async () => {
    const named = 'event: error\ndata: {"message":"Overloaded","code":"overloaded_error"}\n\n';
    const { error } = await read(Buffer.concat([bytesOf([start]), Buffer.from(named)]));
    expect(error).toMatchObject({ name: 'UpstreamStreamError', kind: 'overloaded', message: 'Overloaded' });
  });

  test('a line of bare JSON is the error that it says', async () => {
    const { error } = await read(Buffer.from('{"error":{"message":"no such model"}}\n'));
    expect(error).toMatchObject({ name: 'UpstreamStreamError', message: 'no such model' });
  });

  test('what comes after the end is passed over', async () => {
    const more = Buffer.from('data: [DONE]\n\ndata: {"type":"error","error":{"message":"late"}}\n\n');
    const { events, error } = await read(Buffer.concat([bytesOf([start, ...ends('end_turn')]), more]));
    expect(error).toBeUndefined();
    expect(grammarFaults(events)).toEqual([]);
  });

  test('an unknown reason to stop is an end, and the stop sequence is told', async () => {
    const { events } = await readEvents(start, ...ends('eos'));
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: 'end_turn' } });
    const { events: stopped } = await readEvents(start, ...ends('stop_sequence', { stop_sequence: '###' }));
    expect(stopped.at(-2)).toMatchObject({ delta: { stop_reason: 'stop_sequence', stop_sequence: '###' } });
  });

  test('an end without a reason is none', async () => {
    const { error } = await readEvents(start, ...ends(null));
    expect(error).toMatchObject({ name: 'UpstreamProtocolError' });
  });
});

describe('blocks beyond text, thinking and calls', () => {
  test('a search and its results travel on, and citations stay with their text', async () => {
    const results = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [{ url: 'a' }] };
    const { events } = await readEvents(
      start,
      opens(0, { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }),
      adds(0, { type: 'input_json_delta', partial_json: '{"query":' }),
      adds(0, { type: 'input_json_delta', partial_json: '"a"}' }),
      stops(0),
      opens(1, results),
      stops(1),
      opens(2, { type: 'text', text: '', citations: [] }),
      adds(2, { type: 'citations_delta', citation: { url: 'a' } }),
      adds(2, { type: 'text_delta', text: 'It is so.' }),
      stops(2),
      opens(3, { type: 'text', text: '' }),
      adds(3, { type: 'text_delta', text: ' And more.' }),
      stops(3),
      ...ends('end_turn'),
    );
    expect(grammarFaults(events)).toEqual([]);
    expect(sentBlocks(events)).toEqual([
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: '{"query":"a"}' },
      results,
      { type: 'text', text: 'It is so.' },
      { type: 'text', text: ' And more.' },
    ]);
    expect(events.filter((event) => 'delta' in event).map(({ delta }) => delta)).toContainEqual({
      type: 'citations_delta',
      citation: { url: 'a' },
    });
  });

  test('an unknown block travels on with what unknown deltas added to it', async () => {
    const { events } = await readEvents(
      start,
      opens(0, { type: 'compaction', content: 'So ' }),
      adds(0, { type: 'compaction_delta', content: 'far', level: 2 }),
      stops(0),
      ...ends('end_turn'),
    );
    expect(sentBlocks(events)).toEqual([{ type: 'compaction', content: 'So far', level: 2 }]);
  });
});
