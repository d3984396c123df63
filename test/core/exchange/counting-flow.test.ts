import { describe, expect, test, vi } from 'vitest';
import { createCore } from '../../../src-main/core/index.ts';
import { ask, clientToken, startTestCore } from '../../support/core.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { answerMessage, text, wholeMessage } from '../../upstream/anthropic.ts';
import { answerChat, says, streamedChat } from '../../upstream/openai-chat.ts';
import { startUpstream, type RecordedRequest } from '../../upstream/scripted.ts';

/** However busy the machine is, every text is counted. */
const patient = { countMs: 15_000 };

/** Prose of so many words, none of which stands in another text of the tests at the same place. */
function prose(words: number, seed: number): string {
  const vocabulary = ['route', 'model', 'the', 'answer', 'of', 'request', 'which', 'token', 'reads', 'every'];
  return Array.from(
    { length: words },
    (_, index) => vocabulary[(index * 7 + seed * 13 + ((index * seed) % 11)) % vocabulary.length],
  ).join(' ');
}

const asking = (content: string, more: object = {}): object =>
  ask('claude-opus-5-5', { messages: [{ role: 'user', content }], ...more });

/** How the upstream of the tests counts: its own tokens, and a text of its own before ours. */
const billOf = ({ bytes }: RecordedRequest): number =>
  Math.round(bytes.toString().split(/\s+/).length * 1.9) + 700;

const chatConfig = (baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', wire: 'openai-chat', baseUrl, keys: [] }],
  routes: { default: 'a/own-model', ...more },
});

async function count(address: string, body: object): Promise<number> {
  const response = await fetch(`${address}/v1/messages/count_tokens`, {
    method: 'POST',
    headers: { 'x-api-key': clientToken },
    body: JSON.stringify(body),
  });
  const { input_tokens } = (await response.json()) as { input_tokens: number };
  return input_tokens;
}

/** Waits until a count lies within 5 % of what the upstream takes for the same request. */
async function waitUntilNear(address: string, body: object, billed: number): Promise<void> {
  await vi.waitFor(
    async () => expect(Math.abs((await count(address, body)) / billed - 1)).toBeLessThan(0.05),
    { timeout: 15_000 },
  );
}

describe('counts', () => {
  test('come near to what the upstream bills after a few requests, and stay there over a restart', async () => {
    let billed = 0;
    await using upstream = await startUpstream((request) => {
      billed = billOf(request);
      return answerChat(request, [says('done')], { usage: { prompt_tokens: billed, completion_tokens: 1 } });
    });
    await using core = await startTestCore(chatConfig(upstream.url), patient);
    const first = asking(prose(3_000, 1));
    const before = await count(core.address, first);
    await core.send(first);
    expect(Math.abs(before / billed - 1)).toBeGreaterThan(0.3);
    for (const [index, words] of [4_000, 2_000, 6_000, 5_000].entries()) {
      const body = asking(prose(words, index + 2), { stream: index % 2 === 0 });
      await (await core.send(body)).text();
    }
    const last = asking(prose(5_000, 9));
    await core.send(last);
    await waitUntilNear(core.address, last, billed);

    await core.stop();
    const again = createCore({
      dataDir: core.dataDir,
      secrets: memorySecrets(),
      overrides: { port: '0' },
      env: { SIGNALBOX_TOKEN: clientToken },
      ...patient,
    });
    const { address } = await again.start();
    const tokens = await count(address, last);
    await again.stop();
    expect(Math.abs(tokens / billed - 1)).toBeLessThan(0.05);
  });

  test('learn from relayed answers all of the input, cached or not', async () => {
    const usage = { input_tokens: 3, cache_read_input_tokens: 9_000, cache_creation_input_tokens: 1_997 };
    await using upstream = await startUpstream(() =>
      wholeMessage([text('hi')], { usage: { ...usage, output_tokens: 1 } }),
    );
    await using core = await startTestCore(
      {
        providers: [{ id: 'a', wire: 'anthropic', baseUrl: upstream.url, keys: [] }],
        routes: { default: 'a/own-model' },
      },
      patient,
    );
    const body = asking(prose(7_000, 1));
    for (let index = 0; index < 4; index += 1) await core.send(body);
    await waitUntilNear(core.address, body, 11_000);
    expect((await core.rows())[0]).toMatchObject({ inputTokens: 3, cacheReadTokens: 9_000 });
  });

  test('are not moved by a provider that leaves out what its cache gave', async () => {
    await using upstream = await startUpstream((request) =>
      answerChat(request, [says('hi')], { usage: { prompt_tokens: 40, completion_tokens: 1 } }),
    );
    await using core = await startTestCore(chatConfig(upstream.url), patient);
    const body = asking(prose(3_000, 1));
    const before = await count(core.address, body);
    for (let index = 0; index < 5; index += 1) await core.send(body);
    expect(await count(core.address, body)).toBe(before);
  });
});

describe('one request has one number', () => {
  test('in count_tokens, in message_start, and where its length decides its way', async () => {
    await using upstream = await startUpstream(() => streamedChat([says('hi')], { usage: null }));
    const longContext = { use: 'a/own-model', aboveTokens: 3_000 };
    await using core = await startTestCore(chatConfig(upstream.url, { longContext }), patient);
    const body = asking(prose(4_000, 1), { stream: true });
    const tokens = await count(core.address, body);
    expect(tokens).toBeGreaterThan(3_000);
    const answer = await (await core.send(body)).text();
    expect(answer).toContain(`"usage":{"input_tokens":${tokens},`);
    const [row] = await core.rows();
    expect(row).toMatchObject({
      route: 'longContext',
      reason: expect.stringContaining(`about ${tokens} tokens`),
    });
  });

  test('and it is the real length that decides, where bytes would be wrong', async () => {
    await using upstream = await startUpstream((request) => answerChat(request, [says('hi')]));
    const longContext = { use: 'a/long', aboveTokens: 3_000 };
    await using core = await startTestCore(chatConfig(upstream.url, { longContext }), patient);
    // Spaces are many bytes and few tokens.
    const sparse = asking(`start${' '.repeat(25_000)}end`);
    const dense = asking(Array.from({ length: 4_000 }, (_, index) => index % 10).join(' '));
    for (const body of [sparse, dense]) {
      await count(core.address, body);
      await core.send(body);
    }
    expect((await core.rows()).map(({ route }) => route)).toEqual(['longContext', 'default']);
  });

  test('also where the upstream tells nothing and the answer comes whole', async () => {
    await using upstream = await startUpstream((request) =>
      answerChat(request, [says('hi')], { usage: null }),
    );
    await using core = await startTestCore(chatConfig(upstream.url), patient);
    const body = asking(prose(4_000, 1));
    const tokens = await count(core.address, body);
    expect(await (await core.send(body)).json()).toMatchObject({ usage: { input_tokens: tokens } });
    expect((await core.rows())[0]).toMatchObject({ inputTokens: null });
  });
});

test('a request of another protocol is counted by the same rules', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
  await using core = await startTestCore(
    {
      providers: [{ id: 'a', wire: 'anthropic', baseUrl: upstream.url, keys: [] }],
      routes: { default: 'a/short', longContext: { use: 'a/long', aboveTokens: 3_000 } },
    },
    patient,
  );
  const messages = [{ role: 'user', content: prose(6_000, 1) }];
  await count(core.address, ask('m', { messages }));
  const response = await fetch(`${core.address}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages }),
  });
  expect(response.status).toBe(200);
  expect((await core.rows())[0]?.route).toBe('longContext');
});
