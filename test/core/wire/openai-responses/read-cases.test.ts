import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../../src-main/core/wire/openai-responses/read-stream.ts';
import { grammarFaults } from '../grammar.ts';
import { context, gather, sentBlocks, sentInputs } from '../streams.ts';

const type = (name: string) => `response.${name}`;
const text = (delta: string, output_index = 0) => ({ type: type('output_text.delta'), output_index, delta });
const begun = (output_index: number, call_id: string, name = 'Read') => ({
  type: type('output_item.added'),
  output_index,
  item: { type: 'function_call', call_id, name, arguments: '' },
});
const argument = (output_index: number, delta: string) => ({
  type: type('function_call_arguments.delta'),
  output_index,
  delta,
});
const done = (output_index: number, item: object) => ({
  type: type('output_item.done'),
  output_index,
  item,
});
const completed = (response: object = {}) => ({ type: type('completed'), response });
const incomplete = (reason: string) => ({
  type: type('incomplete'),
  response: { incomplete_details: { reason } },
});
const read = (...events: Record<string, unknown>[]) => gather(readEvents(events, context));

test('what the model says is passed on as it comes', async () => {
  const sizes: number[] = [];
  const seen: unknown[] = [];
  async function* slowly(): AsyncGenerator<Record<string, unknown>, void, void> {
    for (const event of [text('One '), text('two '), completed()]) {
      sizes.push(seen.length);
      yield event;
    }
  }
  for await (const event of readEvents(slowly(), context)) seen.push(event.type);
  expect(sizes).toEqual([0, 3, 4]);
});

test('case 17: the message starts with the estimate of its input', async () => {
  const { events } = await read({ type: type('created'), response: {} }, completed());
  expect(events[0]).toMatchObject({
    type: 'message_start',
    message: { id: 'msg_01', model: 'claude-opus-5-5', usage: { input_tokens: 1234 } },
  });
});

describe('case 15: the stop_reason', () => {
  test.each([
    [completed(), 'end_turn'],
    [incomplete('max_output_tokens'), 'max_tokens'],
    [incomplete('content_filter'), 'refusal'],
    [incomplete('constructor'), 'end_turn'],
  ])('of %j is %s, and tool_use with a call', async (end, stop_reason) => {
    expect((await read(text('a'), end)).events.at(-2)).toMatchObject({ delta: { stop_reason } });
    expect((await read(begun(0, 'a'), end)).events.at(-2)).toMatchObject({
      delta: { stop_reason: 'tool_use' },
    });
  });
});

describe('calls', () => {
  test('case 13: calls that interleave keep their own input', async () => {
    const { events } = await read(
      begun(0, 'a'),
      begun(1, 'b'),
      argument(0, '{"a"'),
      argument(1, '{"b"'),
      argument(0, ':1}'),
      argument(1, ':2}'),
      completed(),
    );
    expect(sentInputs(events)).toEqual(['{"a":1}', '{"b":2}']);
    expect(grammarFaults(events)).toEqual([]);
  });

  test('case 14: a call whose name comes last waits for it', async () => {
    const { events } = await read(
      argument(0, '{"a":1}'),
      done(0, { type: 'function_call', call_id: 'x', name: 'Read', arguments: '{"a":1}' }),
      completed(),
    );
    expect(sentBlocks(events)).toEqual([{ type: 'tool_use', id: 'x', name: 'Read', input: '{"a":1}' }]);
  });

  test('case 14: what only the end of a call tells is added to what came before', async () => {
    const { events } = await read(
      begun(0, 'x'),
      argument(0, '{"a"'),
      { type: type('function_call_arguments.done'), output_index: 0, arguments: '{"a":1}' },
      completed(),
    );
    expect(sentInputs(events)).toEqual(['{"a":1}']);
  });

  test('arguments that stand in the beginning of a call too count once', async () => {
    const whole = { type: 'function_call', call_id: 'x', name: 'Read', arguments: '{"a":1}' };
    const { events } = await read(
      { type: type('output_item.added'), output_index: 0, item: whole },
      argument(0, '{"a":1}'),
      done(0, whole),
      completed(),
    );
    expect(sentInputs(events)).toEqual(['{"a":1}']);
  });

  test('case 10: calls that share an id, or have none, get ids of their own', async () => {
    const { events } = await read(begun(0, 'x'), begun(1, 'x'), begun(2, ''), completed());
    expect(sentBlocks(events).map(({ id }) => id)).toEqual(['x', 'x_2', 'toolu_01']);
  });
});

describe('reasoning', () => {
  test('case 19: an id alone is nothing to give back, and leaves no block behind', async () => {
    const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: null };
    const { events } = await read(done(0, item), text('a', 1), completed());
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'a' }]);
  });

  test('case 19: fields that we do not know are kept with the rest of the item', async () => {
    const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA', new_field: [1] };
    const { events } = await read(done(0, item), completed());
    expect(sentBlocks(events)).toMatchObject([{ type: 'thinking', signature: { payload: item } }]);
  });
});

test('a whole text that is not what came in pieces does not come again', async () => {
  const piece = (delta: string) => ({ type: type('reasoning_text.delta'), output_index: 0, delta });
  const item = { type: 'reasoning', content: [{ text: 'One.' }, { text: 'Two.' }] };
  const { events } = await read(piece('One.'), piece('Two.'), done(0, item), completed());
  expect(sentBlocks(events)).toMatchObject([{ type: 'thinking', thinking: 'One.Two.' }]);
});

test('a message behind something else than a message begins without a gap', async () => {
  const summary = { type: type('reasoning_summary_text.delta'), output_index: 1, delta: 'Hm.' };
  const { events } = await read(text('a'), summary, text('b', 2), completed());
  expect(sentBlocks(events)).toMatchObject([{ text: 'a' }, { thinking: 'Hm.' }, { text: 'b' }]);
});

test('a page that could not be opened is no search that failed', async () => {
  const opened = { type: 'web_search_call', status: 'failed', action: { type: 'open_page', url: 'a' } };
  expect(sentBlocks((await read(done(0, opened), completed())).events)).toEqual([]);
});

test('a refusal is said, and is the reason to stop', async () => {
  const item = { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] };
  const { events } = await read(done(0, item), completed());
  expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'No.' }]);
  expect(events.at(-2)).toMatchObject({ delta: { stop_reason: 'refusal' } });
});

test('items and events of unknown kinds are passed over', async () => {
  const { events, error } = await read(
    done(0, { type: 'hologram', depth: 3 }),
    { type: 'response.hologram.delta', delta: 'x' },
    { type: 'constructor' },
    {},
    text('a', 1),
    completed(),
  );
  expect(error).toBeUndefined();
  expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'a' }]);
});

test('a last event that repeats all items repeats nothing', async () => {
  const item = { type: 'message', content: [{ type: 'output_text', text: 'ab', annotations: [] }] };
  const { events } = await read(text('ab'), done(0, item), completed({ output: [item] }));
  expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'ab' }]);
});

describe('case 18: usage', () => {
  test('of the input leaves out what the cache gave and took', async () => {
    const usage = {
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 5 },
    };
    expect((await read(completed({ usage }))).events.at(-2)).toMatchObject({
      usage: {
        input_tokens: 10,
        cache_read_input_tokens: 60,
        cache_creation_input_tokens: 30,
        output_tokens: 7,
        output_tokens_details: { thinking_tokens: 5 },
      },
    });
  });

  test('that was not told stays unknown', async () => {
    expect((await read(text('a'), completed({ usage: null }))).events.at(-2)).toMatchObject({ usage: {} });
  });
});

describe('case 20: an error that is reported', () => {
  test.each([
    ['rate_limit_exceeded', 'rate-limit', 429],
    ['insufficient_quota', 'billing', 402],
    ['server_error', 'upstream', 500],
    ['server_is_overloaded', 'overloaded', 529],
    ['invalid_prompt', 'invalid-request', 400],
    [null, 'upstream', 500],
  ])('%s is %s', async (code, kind, status) => {
    const error = { code, message: 'm' };
    const meaning = { name: 'UpstreamStreamError', kind, status, message: 'm' };
    expect((await read({ type: type('failed'), response: { error } })).error).toMatchObject(meaning);
    expect((await read({ type: 'error', ...error })).error).toMatchObject(meaning);
    expect((await read({ type: 'error', error })).error).toMatchObject(meaning);
  });

  test('ends the stream without an end of the message', async () => {
    const { events } = await read(text('a'), { type: 'error', message: 'm' });
    expect(events.map((event) => event.type)).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
    ]);
  });
});
