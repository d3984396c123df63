import Anthropic, {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { clientToken } from '../support/core.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { answerChat, calls, chatError, says, streamedChat } from '../upstream/openai-chat.ts';
import { brokenAfter, eventStream } from '../upstream/scripted.ts';

const asked: Omit<Anthropic.MessageCreateParamsNonStreaming, 'stream'> = {
  model: 'up/kimi',
  max_tokens: 1000,
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'What is the weather in Oslo?' }],
};

const weather: Anthropic.Tool = {
  name: 'weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

const call = calls('weather', { city: 'Oslo' }, 'call_1');

function clientOf({ core }: Stage): Anthropic {
  return new Anthropic({ baseURL: core.address, apiKey: clientToken, maxRetries: 0 });
}

describe("Anthropic's SDK on a provider that speaks the Chat API", () => {
  test('messages.create: a text, with how it ended and what it took', async () => {
    await using stage = await startStage('openai-chat', (request) => answerChat(request, [says('Rain.')]));
    expect(await clientOf(stage).messages.create(asked)).toMatchObject({
      type: 'message',
      model: 'up/kimi',
      content: [{ type: 'text', text: 'Rain.' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 10, output_tokens: 5 },
    });
    expect(stage.bodies()).toMatchObject([
      { model: 'kimi', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }] },
    ]);
  });

  test('messages.stream().finalMessage(): thinking, text and call come together from their pieces', async () => {
    await using stage = await startStage('openai-chat', (request) =>
      answerChat(request, [{ kind: 'reasoning', text: 'Oslo, then.' }, says('I will look. '), call]),
    );
    const stream = clientOf(stage).messages.stream({ ...asked, tools: [weather] });
    let heard = '';
    stream.on('text', (delta) => (heard += delta));
    expect(await stream.finalMessage()).toMatchObject({
      content: [
        { type: 'thinking', thinking: 'Oslo, then.' },
        { type: 'text', text: 'I will look. ' },
        { type: 'tool_use', name: 'weather', input: { city: 'Oslo' } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 10, output_tokens: 5 },
    });
    expect(heard).toBe('I will look. ');
  });

  test('the answer goes back with the tool’s result, whose id the provider knows', async () => {
    await using stage = await startStage('openai-chat', (request, index) =>
      answerChat(request, index === 0 ? [call] : [says('Rain.')]),
    );
    const client = clientOf(stage);
    const { content } = await client.messages.create({ ...asked, tools: [weather] });
    const use = content.find((block) => block.type === 'tool_use');
    const result = { type: 'tool_result' as const, tool_use_id: use?.id ?? '', content: 'rain' };
    const last = await client.messages
      .stream({
        ...asked,
        tools: [weather],
        messages: [...asked.messages, { role: 'assistant', content }, { role: 'user', content: [result] }],
      })
      .finalText();
    expect(last).toBe('Rain.');
    expect(stage.bodies()[1]).toMatchObject({
      messages: [
        { role: 'system' },
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ id: 'call_1', function: { name: 'weather' } }] },
        { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
      ],
    });
  });

  test.each([
    [400, BadRequestError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [429, RateLimitError],
    [500, InternalServerError],
  ])('an error %i is the SDK’s own, streamed or not', async (status, errorClass) => {
    await using stage = await startStage('openai-chat', () => chatError(status, 'the vendor says no'));
    for (const stream of [false, true]) {
      const error: unknown = await clientOf(stage)
        .messages.create({ ...asked, stream })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(errorClass);
      expect(error).toMatchObject({ status, message: expect.stringContaining('the vendor says no') });
    }
  });

  test('a token that is not ours is an AuthenticationError', async () => {
    await using stage = await startStage('openai-chat', (request) => answerChat(request, []));
    const stranger = new Anthropic({ baseURL: stage.core.address, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.messages.create(asked)).rejects.toBeInstanceOf(AuthenticationError);
    expect(stage.upstream.requests).toEqual([]);
  });

  const half = streamedChat([says('Half a sentence')]);
  test.each([
    ['its connection', brokenAfter(half, 3)],
    [
      'an error',
      eventStream([...half.pieces.slice(0, 3), 'data: {"error":{"message":"fell over","code":500}}\n\n']),
    ],
  ])('a stream that breaks by %s throws after its first words', async (_, answer) => {
    await using stage = await startStage('openai-chat', () => answer);
    const stream = clientOf(stage).messages.stream(asked);
    let heard = '';
    stream.on('text', (delta) => (heard += delta));
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(APIError);
    expect(heard).toBe('Half a ');
  });

  test('models.list and models.retrieve', async () => {
    await using stage = await startStage('openai-chat', (request) => answerChat(request, []));
    const client = clientOf(stage);
    const ids = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toEqual(['claude-signalbox/up/model']);
    expect(await client.models.retrieve('up/model')).toMatchObject({ id: ids[0], type: 'model' });
    await expect(client.models.retrieve('up/other')).rejects.toBeInstanceOf(NotFoundError);
  });
});
