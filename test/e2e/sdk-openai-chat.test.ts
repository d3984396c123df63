import OpenAI, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';
import { describe, expect, test } from 'vitest';
import { clientToken } from '../support/core.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { answerMessage, messageError, streamedMessage, text } from '../upstream/anthropic.ts';
import { brokenAfter, eventStream } from '../upstream/scripted.ts';

const messages: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'developer', content: 'Be brief.' },
  { role: 'user', content: 'What is the weather in Oslo?' },
];

const weatherFunction = {
  name: 'weather',
  description: 'The weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const weather: OpenAI.ChatCompletionTool = { type: 'function', function: weatherFunction };

const call = { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Oslo' } };

function clientOf({ core }: Stage): OpenAI {
  return new OpenAI({ baseURL: `${core.address}/v1`, apiKey: clientToken, maxRetries: 0 });
}

describe("OpenAI's SDK over Chat Completions, on a provider that speaks Anthropic's protocol", () => {
  test('create: a text, with how it ended and what it took', async () => {
    await using stage = await startStage('anthropic', (request) => answerMessage(request, [text('Rain.')]));
    const answer = await clientOf(stage).chat.completions.create({ model: 'up/opus', messages });
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: 'up/opus',
      choices: [{ message: { role: 'assistant', content: 'Rain.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    });
    expect(stage.bodies()).toMatchObject([{ model: 'opus', system: [{ text: 'Be brief.' }] }]);
  });

  test('stream().finalChatCompletion(): text and call come together from their pieces', async () => {
    await using stage = await startStage('anthropic', (request) =>
      answerMessage(request, [text('I will look.'), call]),
    );
    const stream = clientOf(stage).chat.completions.stream({
      model: 'up/opus',
      messages,
      tools: [weather],
      stream_options: { include_usage: true },
    });
    let heard = '';
    stream.on('content', (delta) => (heard += delta));
    const { choices, usage } = await stream.finalChatCompletion();
    expect(heard).toBe('I will look.');
    expect(choices).toMatchObject([
      {
        finish_reason: 'tool_calls',
        message: {
          content: 'I will look.',
          tool_calls: [{ id: 'toolu_1', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
        },
      },
    ]);
    expect(usage).toMatchObject({ prompt_tokens: 10, completion_tokens: 5 });
  });

  test('runTools: the tool runs here, and its result reaches the model under the id of its call', async () => {
    await using stage = await startStage('anthropic', (request, index) =>
      answerMessage(request, index === 0 ? [call] : [text('Rain.')]),
    );
    const runner = clientOf(stage).chat.completions.runTools({
      model: 'up/opus',
      messages,
      tools: [
        {
          type: 'function',
          function: { ...weatherFunction, function: (input: string) => `rain, as asked for ${input}` },
        },
      ],
    });
    expect(await runner.finalContent()).toBe('Rain.');
    expect(stage.bodies()[1]).toMatchObject({
      messages: [
        { role: 'user' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', input: { city: 'Oslo' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1' }] },
      ],
    });
    expect(JSON.stringify(stage.bodies()[1])).toContain(String.raw`rain, as asked for {\"city\":\"Oslo\"}`);
  });

  test.each([
    [400, 'invalid_request_error', BadRequestError],
    [403, 'permission_error', PermissionDeniedError],
    [404, 'not_found_error', NotFoundError],
    [429, 'rate_limit_error', RateLimitError],
    [500, 'api_error', InternalServerError],
  ])('an error %i is the SDK’s own, streamed or not', async (status, type, errorClass) => {
    await using stage = await startStage('anthropic', () => messageError(status, type, 'the vendor says no'));
    for (const stream of [false, true]) {
      const error: unknown = await clientOf(stage)
        .chat.completions.create({ model: 'up/opus', messages, stream })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(errorClass);
      expect(error).toMatchObject({ status, message: expect.stringContaining('the vendor says no') });
    }
  });

  test('a token that is not ours is an AuthenticationError', async () => {
    await using stage = await startStage('anthropic', () => streamedMessage([text('never')]));
    const stranger = new OpenAI({ baseURL: `${stage.core.address}/v1`, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.chat.completions.create({ model: 'up/opus', messages })).rejects.toBeInstanceOf(
      AuthenticationError,
    );
    expect(stage.upstream.requests).toEqual([]);
  });

  const half = streamedMessage([text('Half a sentence')]);
  const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'too many of you' } };
  test.each([
    ['its connection', brokenAfter(half, 3), ''],
    [
      'an error',
      eventStream([...half.pieces.slice(0, 3), `event: error\ndata: ${JSON.stringify(overloaded)}\n\n`]),
      'too many of you',
    ],
  ])('a stream that breaks by %s throws after its first words', async (_, answer, said) => {
    await using stage = await startStage('anthropic', () => answer);
    const stream = clientOf(stage).chat.completions.stream({ model: 'up/opus', messages });
    let heard = '';
    stream.on('content', (delta) => (heard += delta));
    await expect(stream.finalChatCompletion()).rejects.toThrow(said);
    expect(heard).toBe('Half a sentence');
  });

  test('models.list and models.retrieve', async () => {
    await using stage = await startStage('anthropic', () => streamedMessage([]));
    const client = clientOf(stage);
    const ids = (await client.models.list()).data.map(({ id }) => id);
    expect(ids).toEqual(['claude-signalbox/up/model']);
    expect(await client.models.retrieve('up/model')).toMatchObject({ id: ids[0], object: 'model' });
    await expect(client.models.retrieve('up/other')).rejects.toBeInstanceOf(NotFoundError);
  });

  test('completions.create, the legacy way', async () => {
    await using stage = await startStage('anthropic', (request) => answerMessage(request, [text(' a time')]));
    const asked = { model: 'up/opus', prompt: 'Once upon' };
    const whole = await clientOf(stage).completions.create(asked);
    expect(whole.choices).toMatchObject([{ text: ' a time', finish_reason: 'stop' }]);
    let heard = '';
    for await (const { choices } of await clientOf(stage).completions.create({ ...asked, stream: true })) {
      heard += choices[0]?.text ?? '';
    }
    expect(heard).toBe(' a time');
  });
});
