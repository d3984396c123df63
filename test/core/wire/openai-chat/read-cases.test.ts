import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestError, UpstreamProtocolError } from '../../../../src-main/core/errors.ts';
import { readChatStream, readChunks } from '../../../../src-main/core/wire/openai-chat/read-stream.ts';
import { readChatUsage } from '../../../../src-main/core/wire/openai-chat/read-usage.ts';
import { context, fixture, gather, sentBlocks } from '../streams.ts';

const chunk = (delta: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
});
const end = (finish_reason: string) => chunk({}, finish_reason);
const call = chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'Read', arguments: '{}' } }] });
const read = (...chunks: unknown[]) => gather(readChunks(chunks, context));

describe('case 15: the stop_reason', () => {
  test.each([
    ['stop', 'end_turn'],
    ['length', 'max_tokens'],
    ['model_length', 'max_tokens'],
    ['content_filter', 'refusal'],
    ['content_filter: SAFETY', 'refusal'],
    ['tool_calls', 'end_turn'],
    ['something new', 'end_turn'],
  ])('of %s is %s, and tool_use with a call', async (finish, stop_reason) => {
    expect((await read(chunk({ content: 'a' }), end(finish))).events.at(-2)).toMatchObject({
      delta: { stop_reason },
    });
    expect((await read(call, end(finish))).events.at(-2)).toMatchObject({
      delta: { stop_reason: 'tool_use' },
    });
  });
});

test('case 10: calls that share an index are told apart by their ids', async () => {
  const begun = (id: string) =>
    chunk({ tool_calls: [{ index: 0, id, function: { name: 'Now', arguments: '' } }] });
  const { events } = await read(begun('a'), begun('b'), begun('b'), end('tool_calls'));
  expect(sentBlocks(events).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('case 19: details that are signed, or differ in id, index or kind, are not joined', async () => {
  const details = [
    { type: 'reasoning.text', text: 'a', signature: 'one' },
    { type: 'reasoning.text', text: 'b', id: 'x' },
    { type: 'reasoning.text', text: 'c', id: 'y' },
    { type: 'reasoning.text', text: 'd', id: 'y', index: 1 },
    { type: 'reasoning.summary', summary: 'e', id: 'y', index: 1 },
    { type: 'reasoning.encrypted', data: 'f', id: 'y', index: 1 },
    { type: 'reasoning.encrypted', data: 'g', id: 'y', index: 1 },
  ];
  const { events } = await read(
    ...details.map((detail) => chunk({ reasoning_details: [detail] })),
    end('stop'),
  );
  expect(sentBlocks(events)).toEqual([
    { type: 'thinking', thinking: 'abcde', signature: { vendor: 'openrouter', payload: details } },
  ]);
});

describe('case 16: message_delta', () => {
  const usage = { prompt_tokens: 9, completion_tokens: 4 };

  test('waits for the usage that comes after the finish_reason', async () => {
    const { events } = await read(chunk({ content: 'a' }), end('stop'), { choices: [], usage });
    expect(events.at(-2)).toMatchObject({ usage: { input_tokens: 9, output_tokens: 4 } });
    expect(events.filter(({ type }) => type === 'message_delta')).toHaveLength(1);
  });

  test('has the last of several counts', async () => {
    const { events } = await read(
      { ...chunk({ content: 'a' }), usage: { ...usage, completion_tokens: 1 } },
      { ...end('stop'), usage },
    );
    expect(events.at(-2)).toMatchObject({ usage: { output_tokens: 4 } });
  });

  test('comes at the end of the stream where no usage comes', async () => {
    expect((await read(chunk({ content: 'a' }), end('stop'))).events.at(-2)).toMatchObject({ usage: {} });
  });
});

test('case 17: message_start carries the estimate as soon as the first chunk is here', async () => {
  const events = readChunks([chunk({ role: 'assistant', content: '' }), end('stop')], context);
  expect((await events.next()).value).toMatchObject({
    type: 'message_start',
    message: { usage: { input_tokens: 1234 } },
  });
});

describe('case 18: usage in the terms of Anthropic', () => {
  test.each([
    [
      { prompt_tokens: 100, completion_tokens: 5 },
      { input_tokens: 100, output_tokens: 5 },
    ],
    [
      { prompt_tokens: 100, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 60 } },
      { input_tokens: 40, cache_read_input_tokens: 60, output_tokens: 5 },
    ],
    [
      { prompt_tokens: 100, completion_tokens: 5, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36 },
      { input_tokens: 36, cache_read_input_tokens: 64, output_tokens: 5 },
    ],
    [
      {
        prompt_tokens: 100,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 90 },
      },
      { input_tokens: 10, cache_read_input_tokens: 0, cache_creation_input_tokens: 90, output_tokens: 5 },
    ],
    [{ prompt_tokens: 100 }, { input_tokens: 100 }],
    [{ prompt_tokens: 0, completion_tokens: 0 }, undefined],
    [
      { prompt_tokens: 5, completion_tokens: 1, prompt_tokens_details: null, cached_tokens: 9 },
      { input_tokens: 0, cache_read_input_tokens: 9, output_tokens: 1 },
    ],
    [null, undefined],
    ['12', undefined],
  ])('%j', (told, usage) => {
    expect(readChatUsage(told)).toEqual(usage);
  });
});

describe('case 20: a stream that breaks', () => {
  async function* broken(...parts: string[]): AsyncGenerator<Uint8Array, void, void> {
    for (const part of parts) yield Buffer.from(part);
    throw new Error('other side closed');
  }

  test('throws what is a RequestError, the cause kept', async () => {
    const { events, error } = await gather(
      readChatStream(broken(`data: ${JSON.stringify(chunk({ content: 'a' }))}\n\n`), context),
    );
    expect(sentBlocks(events)).toEqual([{ type: 'text', text: 'a' }]);
    expect(error).toBeInstanceOf(UpstreamProtocolError);
    expect(error).toMatchObject({ cause: new Error('other side closed') });
  });

  test('passes a RequestError of the connection on as it is', async () => {
    const timeout = new RequestError('timeout', 'silent for too long');
    async function* silent(): AsyncGenerator<Uint8Array, void, void> {
      yield Buffer.from(': wait\n\n');
      throw timeout;
    }
    expect((await gather(readChatStream(silent(), context))).error).toBe(timeout);
  });

  test('after [DONE] has not broken its answer', async () => {
    const whole = fixture('openai-chat/openai-text').toString();
    const { events, error } = await gather(readChatStream(broken(whole), context));
    expect(error).toBeUndefined();
    expect(events.at(-1)).toEqual({ type: 'message_stop' });
  });

  test('tells an error before the message starts, so that the request can go elsewhere', async () => {
    const { events, error } = await read({ error: { message: 'busy', code: 503 } });
    expect(events).toEqual([]);
    expect(error).toMatchObject({ kind: 'overloaded', status: 503, message: 'busy' });
  });

  test.each([
    [{ message: 'm', code: 429 }, 'rate-limit', 429],
    [{ message: 'm', code: 'insufficient_quota' }, 'billing', 402],
    [{ message: 'm', type: 'server_error' }, 'upstream', 500],
    ['m', 'upstream', 500],
  ])('has the kind and the status of its error: %j', async (told, kind, status) => {
    const { error } = await read(chunk({ content: 'a' }), { error: told, choices: [] });
    expect(error).toMatchObject({ name: 'UpstreamStreamError', kind, status, message: 'm' });
  });

  test('closes the upstream when its reader leaves early', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array, void, void> {
      try {
        for (;;) yield Buffer.from(`data: ${JSON.stringify(chunk({ content: 'a' }))}\n\n`);
      } finally {
        isClosed = true;
      }
    }
    for await (const event of readChatStream(endless(), context))
      if (event.type === 'content_block_delta') break;
    expect(isClosed).toBe(true);
  });
});

test('whatever the pieces of a text, of its thinking and of its calls, they arrive unchanged', async () => {
  const words = fc.array(fc.string({ unit: 'grapheme' }));
  await fc.assert(
    fc.asyncProperty(
      words,
      words,
      fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
      async (thoughts, texts, inputs) => {
        const calls = inputs.flatMap((input, index) => [
          {
            index,
            id: `call_${index}`,
            function: { name: 'Read', arguments: JSON.stringify(input).slice(0, 3) },
          },
          { index, function: { arguments: JSON.stringify(input).slice(3) } },
        ]);
        const chunks = [
          ...thoughts.map((reasoning_content) => chunk({ reasoning_content })),
          ...texts.map((content) => chunk({ content })),
          ...calls.map((one) => chunk({ tool_calls: [one] })),
        ];
        const blocks = sentBlocks((await read(...chunks, end('stop'))).events);
        const field = (name: string) =>
          blocks.flatMap((block) => (name in block ? [String(block[name])] : []));
        expect(field('thinking').join('')).toBe(thoughts.join(''));
        expect(field('text').join('')).toBe(texts.join(''));
        expect(field('input')).toEqual(inputs.map((input) => JSON.stringify(input)));
      },
    ),
  );
});
