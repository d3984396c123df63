import Anthropic from '@anthropic-ai/sdk';
import { LLMock, type FixtureMatch } from '@copilotkit/aimock';
import { describe, expect, test } from 'vitest';
import { fileOf, serviceAccount, startTokenEndpoint } from '../core/providers/google-tokens.ts';
import { clientToken, startTestCore } from '../support/core.ts';

interface Setup {
  preset: string;
  path: string;
  more?: () => Promise<object>;
  /** By what aimock knows the tool's result. */
  resultMatch?: FixtureMatch;
  /** What a text is said to have taken. */
  usage?: object;
}

/** How each provider is set up on a server that stands in for all of them. */
const providers: Record<string, Setup> = {
  OpenAI: { preset: 'openai', path: '/v1' },
  'OpenAI Responses': { preset: 'openai-responses', path: '/v1' },
  Anthropic: { preset: 'anthropic', path: '' },
  Gemini: { preset: 'gemini', path: '/v1beta' },
  'Vertex AI': {
    preset: 'vertex',
    path: '/v1/projects/test/locations/global',
    more: async () => ({ keys: [], serviceAccountFile: await accountFile() }),
  },
  Ollama: {
    preset: 'ollama',
    path: '',
    more: async () => ({ keys: [] }),
    // There aimock reads no ids and reports no usage.
    resultMatch: { toolResultContains: 'rain' },
    usage: { output_tokens: 0 },
  },
};

async function accountFile(): Promise<string> {
  return fileOf(serviceAccount((await startTokenEndpoint()).url));
}

/** One count in the words of every protocol. */
const usage = {
  prompt_tokens: 7,
  completion_tokens: 4,
  input_tokens: 7,
  output_tokens: 4,
  promptTokenCount: 7,
  candidatesTokenCount: 4,
};

/** Signalbox before aimock, which answers by the words of the question, and Anthropic's SDK before both. */
async function startStage(name: keyof typeof providers) {
  const {
    preset = '',
    path = '',
    more,
    resultMatch = { toolCallId: 'call_weather' },
  } = providers[name] ?? {};
  const mock = new LLMock({ port: 0, strict: true, logLevel: 'silent' });
  mock.on(resultMatch, { content: 'It rains in Oslo.' });
  mock.onMessage('weather', {
    toolCalls: [{ id: 'call_weather', name: 'weather', arguments: { city: 'Oslo' } }],
  });
  mock.onMessage('hello', { content: 'Hello from somebody else’s server: äöü 🚂.', usage });
  await mock.start();
  const provider = {
    id: 'up',
    preset,
    baseUrl: mock.url + path,
    keys: ['env:KEY'],
    retry: { attempts: 1 },
    ...(await more?.()),
  };
  const config = { providers: [provider], routes: { default: 'up/model' } };
  const core = await startTestCore(config, { env: { KEY: 'key' } });
  const client = new Anthropic({ baseURL: core.address, apiKey: clientToken, maxRetries: 0 });
  return {
    mock,
    ask: async (isStream: boolean, messages: Anthropic.MessageParam[]) => {
      const asked = { model: 'up/model', max_tokens: 500, messages, tools: [weather] };
      return isStream ? client.messages.stream(asked).finalMessage() : client.messages.create(asked);
    },
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      await mock.stop();
    },
  };
}

const weather: Anthropic.Tool = {
  name: 'weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** Some providers think before they speak. */
function textsOf({ content }: Anthropic.Message): string[] {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
}

const ways = Object.keys(providers).flatMap((name) => [
  { name, how: 'streamed', isStream: true },
  { name, how: 'whole', isStream: false },
]);

describe.each(ways)('aimock as $name, $how', ({ name, isStream }) => {
  test('a text arrives to the letter', async () => {
    await using stage = await startStage(name);
    const answer = await stage.ask(isStream, [{ role: 'user', content: 'hello' }]);
    expect(answer).toMatchObject({
      stop_reason: 'end_turn',
      usage: providers[name]?.usage ?? { input_tokens: 7, output_tokens: 4 },
    });
    expect(textsOf(answer)).toEqual(['Hello from somebody else’s server: äöü 🚂.']);
  });

  test('a call arrives with its input, and its result finds the way back', async () => {
    await using stage = await startStage(name);
    const question: Anthropic.MessageParam = { role: 'user', content: 'the weather in Oslo?' };
    const first = await stage.ask(isStream, [question]);
    const use = first.content.find((block) => block.type === 'tool_use');
    expect(use).toMatchObject({ name: 'weather', input: { city: 'Oslo' } });
    expect(first.stop_reason).toBe('tool_use');
    const result = { type: 'tool_result' as const, tool_use_id: use?.id ?? '', content: 'rain' };
    const last = await stage.ask(isStream, [
      question,
      { role: 'assistant', content: first.content },
      { role: 'user', content: [result] },
    ]);
    expect(textsOf(last)).toEqual(['It rains in Oslo.']);
  });

  test('an error keeps its status', async () => {
    await using stage = await startStage(name);
    stage.mock.nextRequestError(429, { message: 'slow down', type: 'rate_limit_error' });
    await expect(stage.ask(isStream, [{ role: 'user', content: 'hello' }])).rejects.toMatchObject({
      status: 429,
      message: expect.stringContaining('slow down'),
    });
  });
});
