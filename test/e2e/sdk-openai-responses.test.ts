import OpenAI, { BadRequestError, InternalServerError, NotFoundError, RateLimitError } from 'openai';
import { describe, expect, test } from 'vitest';
import { clientToken } from '../support/core.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { answerChat, calls, chatError, says, streamedChat } from '../upstream/openai-chat.ts';
import { brokenAfter, eventStream } from '../upstream/scripted.ts';

type Input = OpenAI.Responses.ResponseInput;

const question: Input = [{ role: 'user', content: 'What is the weather in Oslo?' }];

const weather: OpenAI.Responses.FunctionTool = {
  type: 'function',
  name: 'weather',
  strict: false,
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

const call = calls('weather', { city: 'Oslo' }, 'call_1');

function clientOf({ core }: Stage): OpenAI {
  return new OpenAI({ baseURL: `${core.address}/v1`, apiKey: clientToken, maxRetries: 0 });
}

describe("OpenAI's SDK over Responses, on a provider that speaks the Chat API", () => {
  test('create: a text, with what it took', async () => {
    await using stage = await startStage('openai-chat', (request) => answerChat(request, [says('Rain.')]));
    const response = await clientOf(stage).responses.create({
      model: 'up/kimi',
      instructions: 'Be brief.',
      input: 'What is the weather in Oslo?',
      store: false,
    });
    expect(response).toMatchObject({
      object: 'response',
      status: 'completed',
      model: 'up/kimi',
      output_text: 'Rain.',
      usage: { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    });
    expect(stage.bodies()).toMatchObject([
      {
        model: 'kimi',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'What is the weather in Oslo?' },
        ],
      },
    ]);
  });

  test('stream().finalResponse(): reasoning, text and call come together from their pieces', async () => {
    await using stage = await startStage('openai-chat', (request) =>
      answerChat(request, [{ kind: 'reasoning', text: 'Oslo, then.' }, says('I will look. '), call]),
    );
    const stream = clientOf(stage).responses.stream({
      model: 'up/kimi',
      input: question,
      tools: [weather],
      store: false,
    });
    let heard = '';
    stream.on('response.output_text.delta', ({ delta }) => (heard += delta));
    const response = await stream.finalResponse();
    expect(heard).toBe('I will look. ');
    expect(response).toMatchObject({
      status: 'completed',
      output: [
        { type: 'reasoning', summary: [{ text: 'Oslo, then.' }] },
        { type: 'message', content: [{ type: 'output_text', text: 'I will look. ' }] },
        { type: 'function_call', name: 'weather', call_id: 'call_1', arguments: '{"city":"Oslo"}' },
      ],
      usage: { input_tokens: 10, output_tokens: 5 },
    });
  });

  test('the output of one answer is the input of the next, thought and call included', async () => {
    await using stage = await startStage('openai-chat', (request, index) =>
      answerChat(request, index === 0 ? [{ kind: 'reasoning', text: 'Oslo, then.' }, call] : [says('Rain.')]),
    );
    const client = clientOf(stage);
    const asked = {
      model: 'up/kimi',
      tools: [weather],
      store: false,
      include: ['reasoning.encrypted_content' as const],
    };
    const first = await client.responses.create({ ...asked, input: question });
    const result = { type: 'function_call_output' as const, call_id: 'call_1', output: 'rain' };
    // The types of the two lists differ in items that do not come here.
    const input = [...question, ...(first.output as Input), result];
    const second = await client.responses.create({ ...asked, input });
    expect(second.output_text).toBe('Rain.');
    expect(stage.bodies()[1]).toMatchObject({
      messages: [
        { role: 'user' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'call_1', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
      ],
    });
  });

  test.each([
    [400, BadRequestError],
    [404, NotFoundError],
    [429, RateLimitError],
    [500, InternalServerError],
  ])('an error %i is the SDK’s own, streamed or not', async (status, errorClass) => {
    await using stage = await startStage('openai-chat', () => chatError(status, 'the vendor says no'));
    for (const stream of [false, true]) {
      const error: unknown = await clientOf(stage)
        .responses.create({ model: 'up/kimi', input: question, stream })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(errorClass);
      expect(error).toMatchObject({ status, message: expect.stringContaining('the vendor says no') });
    }
  });

  const half = streamedChat([says('Half a sentence')]);
  test.each([
    ['its connection', brokenAfter(half, 3)],
    [
      'an error',
      eventStream([...half.pieces.slice(0, 3), 'data: {"error":{"message":"fell over","code":500}}\n\n']),
    ],
  ])('a stream that breaks by %s is no whole answer', async (_, answer) => {
    await using stage = await startStage('openai-chat', () => answer);
    const stream = await clientOf(stage).responses.create({
      model: 'up/kimi',
      input: question,
      stream: true,
    });
    const types: string[] = [];
    const read = async () => {
      for await (const { type } of stream) types.push(type);
    };
    await read().catch(() => types.push('thrown'));
    expect(types).toContain('response.output_text.delta');
    expect(types).not.toContain('response.completed');
    expect(['response.failed', 'error', 'thrown']).toContain(types.at(-1));
  });

  test('a conversation that the server would have to keep is refused, with what to do instead', async () => {
    await using stage = await startStage('openai-chat', (request) => answerChat(request, [says('No.')]));
    const asked = { model: 'up/kimi', input: question, previous_response_id: 'resp_1' };
    await expect(clientOf(stage).responses.create(asked)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('previous_response_id'),
    });
  });
});
