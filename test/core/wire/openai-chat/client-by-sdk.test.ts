import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import OpenAI from 'openai';
import type { ChatCompletionMessageToolCall } from 'openai/resources/chat/completions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RequestError } from '../../../../src-main/core/errors.ts';
import { collectMessage } from '../../../../src-main/core/wire/anthropic/collect.ts';
import type { MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { openaiChatClient } from '../../../../src-main/core/wire/openai-chat/client-wire.ts';
import { readChatStream } from '../../../../src-main/core/wire/openai-chat/read-stream.ts';
import { readTaggedSignature } from '../../../../src-main/core/wire/signature.ts';
import { context, cutAt, fixture } from '../streams.ts';
import { outcomes } from './answers.ts';
import { about } from './client-given.ts';

const wholeStreams = Object.keys(outcomes).filter(
  (name) => !outcomes[name]?.error && name !== 'broken-arguments',
);

const requests: MessagesRequest[] = [];

/** Answers the model `answer:NAME` with the recorded stream of that name, `broken:NAME` with an error in its middle, `refused:` with an error. */
const server = createServer((request, response) => {
  void (async () => {
    const bytes: Buffer[] = [];
    for await (const chunk of request) bytes.push(chunk);
    const read = openaiChatClient.readRequest(JSON.parse(Buffer.concat(bytes).toString()));
    requests.push(read.request);
    const [kind, name = ''] = read.request.model.split(':');
    if (kind === 'refused') {
      const { status, body } = openaiChatClient.writeError(
        new RequestError('rate-limit', 'slow down'),
        about.requestId,
      );
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const events = readChatStream(cutAt(fixture(`openai-chat/${name}`)), context);
    const answer = read.answer({ ...about, model: read.request.model });
    if (!read.isStream) {
      const whole = answer.whole(await collectMessage(events));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for await (const event of events) {
      if (kind === 'broken' && event.type === 'message_delta') break;
      response.write(answer.event(event) + openaiChatClient.ping);
    }
    response.end(
      kind === 'broken'
        ? openaiChatClient.errorEvent(new RequestError('overloaded', 'busy'), about.requestId)
        : '',
    );
  })();
});

let client: OpenAI;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const asked = (model: string) => ({ model, messages: [{ role: 'user' as const, content: 'hi' }] });

describe.each(wholeStreams)('%s', (name) => {
  test("OpenAI's own SDK reads it streamed as it reads it whole", async () => {
    const model = `answer:${name}`;
    const whole = await client.chat.completions.create(asked(model));
    const stream = client.chat.completions.stream({
      ...asked(model),
      stream_options: { include_usage: true },
    });
    const pieces: string[] = [];
    stream.on('content', (piece) => pieces.push(piece));
    const streamed = await stream.finalChatCompletion();
    const message = whole.choices[0]?.message;
    const said = streamed.choices[0]?.message;
    expect(said?.content ?? '').toBe(message?.content ?? '');
    expect(pieces.join('')).toBe(message?.content ?? '');
    expect(callsOf(said?.tool_calls)).toEqual(callsOf(message?.tool_calls));
    expect(said?.annotations).toEqual(message?.annotations);
    expect(streamed.choices[0]?.finish_reason).toBe(whole.choices[0]?.finish_reason);
    expect(streamed).toMatchObject({
      id: 'chatcmpl-01',
      model,
      usage: { completion_tokens: whole.usage?.completion_tokens },
    });
  });

  test('it is what was recorded', async () => {
    const { choices } = await client.chat.completions.create(asked(`answer:${name}`));
    const blocks = outcomes[name]?.blocks ?? [];
    const texts = blocks.filter(({ type }) => type === 'text').map(({ text }) => text);
    const calls = blocks.filter(({ type }) => type === 'tool_use');
    expect(choices[0]?.message.content ?? '').toBe(texts.join(''));
    expect(callsOf(choices[0]?.message.tool_calls)).toEqual(
      calls.map(({ id, name: tool, input }) => [id, tool, JSON.parse(String(input))]),
    );
  });
});

test('an error before the first byte is one for the SDK', async () => {
  await expect(client.chat.completions.create(asked('refused:'))).rejects.toMatchObject({
    name: 'Error',
    status: 429,
    code: 'rate_limit_exceeded',
    message: '429 slow down',
  });
});

test('case 20: an error after the first byte is one for the SDK, with what was said before it', async () => {
  const said: string[] = [];
  const run = async () => {
    const stream = await client.chat.completions.create({ ...asked('broken:openai-text'), stream: true });
    for await (const { choices } of stream) said.push(choices[0]?.delta.content ?? '');
  };
  await expect(run()).rejects.toMatchObject({ code: 'server_is_overloaded', error: { message: 'busy' } });
  expect(said.join('')).toContain('Hello');
});

test('case 19: a message that the SDK put together comes back with our thinking', async () => {
  const message = await client.chat.completions.stream(asked('answer:deepseek-tool-calls')).finalMessage();
  const { request } = openaiChatClient.readRequest({
    model: 'a',
    messages: [...asked('a').messages, message],
  });
  const [, said] = request.messages;
  expect(said?.content).toEqual([
    { type: 'thinking', thinking: 'I need the file.', signature: expect.any(String) },
    { type: 'tool_use', id: 'call_00_lXr', name: 'Read', input: { file_path: '/a' } },
  ]);
  expect(readTaggedSignature(Object(said?.content[0]).signature)).toEqual({
    vendor: context.vendor,
    payload: null,
  });
});

test('the SDK runs a tool by itself and goes on with its result', async () => {
  const readTool = {
    name: 'Read',
    description: '',
    parameters: { type: 'object' },
    parse: JSON.parse,
    function: () => 'rain',
  };
  requests.length = 0;
  const runner = client.chat.completions.runTools(
    {
      ...asked('answer:deepseek-tool-calls'),
      stream: true,
      tools: [{ type: 'function', function: readTool }],
    },
    { maxChatCompletions: 2 },
  );
  await runner.done();
  expect(requests[1]?.messages.slice(1)).toEqual([
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'call_00_lXr', name: 'Read', input: { file_path: '/a' } }],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'call_00_lXr', content: [{ type: 'text', text: 'rain' }] },
      ],
    },
  ]);
});

/** Calls with their arguments parsed: a stream keeps the white space that the model wrote. */
function callsOf(calls: readonly ChatCompletionMessageToolCall[] = []): unknown[] {
  return calls.map((call) =>
    call.type === 'function' ? [call.id, call.function.name, JSON.parse(call.function.arguments)] : call,
  );
}
