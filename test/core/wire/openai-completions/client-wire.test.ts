import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import type { MessageEvent } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { openaiCompletionsClient } from '../../../../src-main/core/wire/openai-completions/client-wire.ts';
import { about, chunksIn, eventsOf } from '../openai-chat/client-given.ts';

const read = (body: object) =>
  openaiCompletionsClient.readRequest({ model: 'gpt-6', prompt: 'Once', ...body });
const said = (text: string) => [{ role: 'user', content: [{ type: 'text', text }] }];

describe('a request', () => {
  test.each<[object, object]>([
    [{}, {}],
    [{ prompt: ['Once'] }, {}],
    [
      { stream: true, max_tokens: 5, stop: 'END' },
      { stream: true, max_tokens: 5, stop_sequences: ['END'] },
    ],
    [
      { temperature: 0.5, top_p: 0.9, user: 'ann' },
      { temperature: 0.5, top_p: 0.9, metadata: { user_id: 'ann' } },
    ],
    [{ echo: false, best_of: 1, n: 1, suffix: null, logprobs: null }, {}],
  ])('%j is what the user says', (given, carried) => {
    const { request, losses, isStream } = read(given);
    expect(request).toEqual({ model: 'gpt-6', messages: said('Once'), ...carried });
    expect({ losses, isStream }).toEqual({ losses: [], isStream: 'stream' in given });
  });

  test.each([
    ['echo', true],
    ['best_of', 3],
    ['logprobs', 2],
    ['seed', 1],
  ])('loses %s, and it is said', (field, value) => {
    expect(read({ [field]: value }).losses).toEqual([`${field}: cannot be carried to another protocol`]);
  });

  test.each<[object, string]>([
    [{ prompt: ['a', 'b'] }, 'prompt: expected a string, or an array of one'],
    [{ prompt: [1, 2] }, 'prompt: expected a string, or an array of one'],
    [{ prompt: undefined }, 'prompt: expected a string, or an array of one'],
    [{ prompt: ' ' }, 'prompt: expected a text that is not empty'],
    [{ suffix: '}' }, 'suffix: expected none: models that chat cannot fill a gap between two texts'],
    [{ n: 2 }, 'n: expected 1: ask several times for several answers'],
  ])('%j is refused', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });
});

const thinking = { type: 'thinking', thinking: 'Hm.', signature: 's' };
const events = eventsOf([thinking, { type: 'text', text: 'upon a time' }], 'max_tokens', {
  output_tokens: 3,
});
const head = { id: 'cmpl-01', object: 'text_completion', created: 1_790_000_000, model: 'claude-opus-5-5' };
const choice = (text: string, finish: string | null = null) => ({
  text,
  index: 0,
  logprobs: null,
  finish_reason: finish,
});

test('an answer is streamed as text, its thinking left out', () => {
  const answer = read({ stream: true, stream_options: { include_usage: true } }).answer(about);
  const stream = events.map((event) => answer.event(event)).join('');
  expect(chunksIn(stream)).toEqual([
    { ...head, choices: [choice('upon ')], usage: null },
    { ...head, choices: [choice('a time')], usage: null },
    { ...head, choices: [choice('', 'length')], usage: null },
    { ...head, choices: [], usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 } },
  ]);
  expect(stream.endsWith('data: [DONE]\n\n')).toBe(true);
});

test('an answer may be whole', async () => {
  async function* each(): AsyncGenerator<MessageEvent, void, void> {
    yield* events;
  }
  expect(
    read({})
      .answer(about)
      .whole(await collectMessage(each())),
  ).toEqual({
    ...head,
    choices: [choice('upon a time', 'length')],
    usage: { prompt_tokens: 1234, completion_tokens: 3, total_tokens: 1237 },
  });
});

test("OpenAI's own SDK reads the stream, pings and all", async () => {
  const answer = read({}).answer(about);
  const body = events.map((event) => answer.event(event) + openaiCompletionsClient.ping).join('');
  const client = new OpenAI({
    apiKey: 'none',
    fetch: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
  });
  const texts: string[] = [];
  for await (const { choices } of await client.completions.create({
    model: 'a',
    prompt: 'Once',
    stream: true,
  }))
    texts.push(choices[0]?.text ?? '');
  expect(texts.join('')).toBe('upon a time');
});

test('a relayed stream is read along', () => {
  const meter = openaiCompletionsClient.createMeter();
  meter.push(Buffer.from('data: {"choices":[{"text":"a","index":0,"finish_reason":null}]}\n\n'));
  expect(meter).toMatchObject({ hasContent: true, isComplete: false });
  meter.push(
    Buffer.from(
      'data: {"choices":[{"text":"","finish_reason":"stop"}],"usage":{"prompt_tokens":2,"completion_tokens":1}}\n\ndata: [DONE]\n\n',
    ),
  );
  expect(meter).toMatchObject({ isComplete: true, usage: { input_tokens: 2, output_tokens: 1 } });
});
