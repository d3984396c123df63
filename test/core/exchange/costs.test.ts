import { describe, expect, test } from 'vitest';
import { messageError, streamedMessage, text, wholeMessage } from '../../upstream/anthropic.ts';
import { answerChat, says } from '../../upstream/openai-chat.ts';
import { asksToStream } from '../../upstream/anthropic.ts';
import {
  brokenAfter,
  json,
  startUpstream,
  type Answer,
  type RecordedRequest,
} from '../../upstream/scripted.ts';
import { ask, clientToken, startTestCore, type TestCore } from '../../support/core.ts';

const env = { KEY: 'sk-key-of-the-test' };

/** A core with one provider, whose list of prices is here: before that a request would have no price. */
async function pricedCore(provider: object, model: string): Promise<TestCore> {
  const core = await startTestCore(
    {
      providers: [
        { id: 'opus', preset: 'anthropic', models: ['claude-opus-5-5'] },
        { id: 'a', keys: ['env:KEY'], models: [model], ...provider },
      ],
      models: { smart: { targets: [`a/${model}`] } },
      routes: { default: `a/${model}` },
    },
    { env },
  );
  const opus = async () => (await core.call('models.list')).models.find(({ provider: id }) => id === 'opus');
  await expect.poll(async () => (await opus())?.price).not.toBeNull();
  return core;
}

const costs = async (core: TestCore) => (await core.rows()).map(({ costUsd }) => costUsd);

const sendChat = async ({ address }: TestCore, body: object): Promise<string> => {
  const response = await fetch(`${address}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hello' }], ...body }),
  });
  return response.text();
};

/** As Claude Code gets it: 10×4 + 100×20 + 1000×0.2 + 500×5 + 500×8 = 40 + 2000 + 200 + 2500 + 4000 = 8740 micros. */
const usage = {
  input_tokens: 10,
  output_tokens: 100,
  cache_read_input_tokens: 1000,
  cache_creation_input_tokens: 1000,
  cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 500 },
};
const answerClaude = (request: RecordedRequest, more: object = {}): Answer =>
  asksToStream(request.json)
    ? streamedMessage([text('hi')], { usage: { ...usage, ...more } })
    : wholeMessage([text('hi')], { usage: { ...usage, ...more } });

const both = [{ stream: false }, { stream: true }];

describe('relayed', () => {
  test('a Claude answer costs what the list says, whole and streamed', async () => {
    await using upstream = await startUpstream((request) => answerClaude(request));
    await using core = await pricedCore({ preset: 'anthropic', baseUrl: upstream.url }, 'claude-opus-5-5');
    for (const stream of both) await (await core.send(ask('m', stream))).text();
    expect(await costs(core)).toEqual([0.008_74, 0.008_74]);
  });

  test('what OpenRouter told counts, whole and streamed, in both of its protocols', async () => {
    const told = { prompt_tokens: 1000, completion_tokens: 100, cost: 0.000_123_4 };
    await using upstream = await startUpstream((request) =>
      request.url === '/v1/messages'
        ? answerClaude(request, { cost: 0.000_123_4 })
        : answerChat(request, [says('hi')], { usage: told }),
    );
    await using core = await pricedCore(
      { preset: 'openrouter', baseUrl: upstream.url },
      'moonshotai/kimi-k3',
    );
    for (const stream of both) await sendChat(core, stream);
    const claude = { preset: 'openrouter-anthropic', baseUrl: upstream.url };
    await using other = await pricedCore(claude, 'anthropic/claude-opus-5.5');
    for (const stream of both) await (await other.send(ask('m', stream))).text();
    expect([...(await costs(core)), ...(await costs(other))]).toEqual(Array(4).fill(0.000_123));
  });
});

describe('translated', () => {
  test('the list counts, whole and streamed', async () => {
    // 1000 prompt tokens, 400 of them cached: 600×2 + 100×10 + 400×0.2 = 1200 + 1000 + 80 = 2280 micros
    const told = {
      prompt_tokens: 1000,
      completion_tokens: 100,
      prompt_tokens_details: { cached_tokens: 400 },
    };
    await using upstream = await startUpstream((request) =>
      answerChat(request, [says('hi')], { usage: told }),
    );
    await using core = await pricedCore({ preset: 'openai', baseUrl: upstream.url }, 'gpt-6-sol');
    for (const stream of both) await (await core.send(ask('m', stream))).text();
    expect(await costs(core)).toEqual([0.002_28, 0.002_28]);
  });

  test('what OpenRouter told counts, and reaches no client', async () => {
    const told = {
      prompt_tokens: 1000,
      completion_tokens: 100,
      cost: 0.01,
      is_byok: true,
      cost_details: { upstream_inference_cost: 0.19 },
    };
    await using upstream = await startUpstream((request) =>
      answerChat(request, [says('hi')], { usage: told }),
    );
    await using core = await pricedCore(
      { preset: 'openrouter', baseUrl: upstream.url },
      'moonshotai/kimi-k3',
    );
    for (const stream of both)
      expect(await (await core.send(ask('m', stream))).text()).not.toMatch(/cost|byok|0\.2|0\.19|0\.01/i);
    expect(await costs(core)).toEqual([0.2, 0.2]);
  });

  test('the header of LiteLLM counts for a whole answer, where it is not 0', async () => {
    await using upstream = await startUpstream((request, index) => {
      const answer = answerChat(request, [says('hi')]);
      const cost = index < 2 ? '0.00042' : '0.0';
      return { ...answer, headers: { ...answer.headers, 'x-litellm-response-cost': cost } };
    });
    await using core = await pricedCore({ preset: 'litellm', baseUrl: upstream.url }, 'team-model');
    await (await core.send(ask('m'))).text();
    await sendChat(core, {});
    await (await core.send(ask('m'))).text();
    expect(await costs(core)).toEqual([null, 0.000_42, 0.000_42]);
  });
});

describe('unknown stays null', () => {
  test('where the upstream told no usage, or refused', async () => {
    await using upstream = await startUpstream((request, index) =>
      index === 0
        ? answerChat(request, [says('hi')], { usage: null })
        : json({ error: { message: 'no', type: 'invalid_request_error' } }, 400),
    );
    await using core = await pricedCore({ preset: 'openai', baseUrl: upstream.url }, 'gpt-6-sol');
    for (let count = 0; count < 2; count += 1) await (await core.send(ask('m'))).text();
    expect(await costs(core)).toEqual([null, null]);
  });

  test('where a stream broke off before its counts, and for a request that reached no upstream', async () => {
    await using upstream = await startUpstream((request) =>
      brokenAfter(answerChat({ json: request.json }, [says('one two three')]), 3),
    );
    await using core = await pricedCore({ preset: 'openai', baseUrl: upstream.url }, 'gpt-6-sol');
    await (await core.send(ask('m', { stream: true }))).text();
    await (await core.send('{')).text();
    expect(await costs(core)).toEqual([null, null]);
  });

  test('where the upstream was overloaded', async () => {
    await using upstream = await startUpstream(() => messageError(400, 'invalid_request_error', 'no'));
    await using core = await pricedCore({ preset: 'anthropic', baseUrl: upstream.url }, 'claude-opus-5-5');
    await (await core.send(ask('m'))).text();
    expect(await costs(core)).toEqual([null]);
  });
});

test("a price of one's own takes effect for the next request", async () => {
  await using upstream = await startUpstream((request) => answerClaude(request));
  await using core = await pricedCore({ preset: 'anthropic', baseUrl: upstream.url }, 'claude-opus-9');
  await (await core.send(ask('m'))).text();
  const config = (await core.call('config.get')) as { providers: Record<string, unknown>[] };
  const [first, second] = config.providers;
  const prices = { 'claude-*': { input: 1, output: 1, cacheRead: 1, cacheWrite: 1, cacheWrite1h: 1 } };
  await core.call('config.set', { config: { ...config, providers: [first, { ...second, prices }] } });
  await (await core.send(ask('m'))).text();
  // 10 + 100 + 1000 + 1000 tokens at a micro each
  expect(await costs(core)).toEqual([0.002_11, null]);
});

test('models are listed with window and price, names of the config first', async () => {
  await using upstream = await startUpstream((request) => answerClaude(request));
  const provider = { preset: 'anthropic', baseUrl: upstream.url, models: ['claude-opus-5-5'] };
  await using core = await pricedCore(provider, 'claude-haiku-5-5');
  const { models } = await core.call('models.list');
  expect(models).toMatchObject([
    {
      name: 'smart',
      provider: null,
      target: 'a/claude-haiku-5-5',
      price: { input: 0.1, source: 'signalbox' },
    },
    {
      name: 'opus/claude-opus-5-5',
      provider: 'opus',
      contextTokens: 1_000_000,
      price: { input: 4, output: 20 },
    },
    { name: 'a/claude-opus-5-5', provider: 'a', target: 'a/claude-opus-5-5', contextTokens: 1_000_000 },
  ]);
  const listed = await fetch(`${core.address}/v1/models`, {
    headers: { authorization: `Bearer ${clientToken}`, 'anthropic-version': '2023-06-01' },
  });
  const page = (await listed.json()) as { data: { max_input_tokens: number | null }[] };
  expect(page.data.map((model) => model.max_input_tokens)).toEqual([null, 1_000_000, 1_000_000]);
});
