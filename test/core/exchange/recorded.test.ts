import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RequestDetail } from '../../../src-main/contract/requests.ts';
import { readSessionId } from '../../../src-main/core/exchange/session-id.ts';
import { answerMessage, messageError, streamedMessage, text } from '../../upstream/anthropic.ts';
import { answerChat, chatError, says, streamedChat } from '../../upstream/openai-chat.ts';
import { brokenAfter, eventStream, startUpstream } from '../../upstream/scripted.ts';
import { ask, startTestCore, type TestCore } from '../../support/core.ts';

/** What the ledger holds of a request beyond its row. */

const retry = { attempts: 2, baseMs: 1, maxMs: 5 };
const never = (): Promise<never> => new Promise(() => undefined);

async function newest(core: TestCore): Promise<RequestDetail> {
  await expect.poll(async () => (await core.rows()).length).toBeGreaterThan(0);
  const [row] = await core.rows();
  return core.call('requests.get', { id: row?.id });
}

describe('the attempts', () => {
  test('are all there with how each went, and the targets that were passed over with why', async () => {
    await using failing = await startUpstream(() => chatError(500, 'broken, said sk-secret-of-the-upstream'));
    await using answering = await startUpstream((request) => answerChat(request, [says('hi')]));
    await using core = await startTestCore({
      providers: [
        { id: 'keyless', wire: 'openai-chat', baseUrl: failing.url, keys: ['env:NOT_THERE'] },
        { id: 'failing', wire: 'openai-chat', baseUrl: failing.url, retry },
        { id: 'answering', wire: 'openai-chat', baseUrl: answering.url },
      ],
      models: { smart: { targets: ['keyless/x', 'failing/x', 'answering/x'] } },
      routes: { default: 'smart' },
    });
    await (await core.send(ask('m', { stream: true }))).text();
    const { attemptLog, attempts } = await newest(core);
    expect(attemptLog).toMatchObject([
      { target: 'keyless/x', totalMs: 0, status: 401, error: expect.stringContaining('keyless has no key') },
      { target: 'failing/x', status: 500, error: expect.stringContaining('failing answered 500: broken') },
      { target: 'failing/x', status: 500 },
      { target: 'answering/x', status: 200, error: null },
    ]);
    expect(JSON.stringify(attemptLog)).not.toContain('sk-secret');
    expect(attempts).toBe(3);
    const starts = attemptLog.map(({ startMs }) => startMs);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
  });

  test('show a provider that is left alone', async () => {
    await using failing = await startUpstream(() => chatError(500, 'broken'));
    await using core = await startTestCore({
      providers: [
        {
          id: 'a',
          wire: 'openai-chat',
          baseUrl: failing.url,
          retry: { attempts: 1 },
          breaker: { failures: 1 },
        },
      ],
      routes: { default: 'a/x' },
    });
    await core.send(ask('m'));
    await core.send(ask('m'));
    expect(await newest(core)).toMatchObject({
      attempts: 0,
      attemptLog: [{ target: 'a/x', status: 503, error: expect.stringContaining('left alone') }],
    });
  });

  test('end with the answer, also one that breaks', async () => {
    await using upstream = await startUpstream(() => brokenAfter(streamedChat([says('one two three')]), 3));
    await using core = await startTestCore({
      providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, retry }],
      routes: { default: 'a/x' },
    });
    await (await core.send(ask('m', { stream: true }))).text();
    expect(await newest(core)).toMatchObject({
      attemptLog: [{ target: 'a/x', status: 502, error: expect.stringContaining('broke') }],
    });
  });
});

describe('the usage', () => {
  const usage = {
    input_tokens: 12,
    output_tokens: 89,
    cache_read_input_tokens: 4000,
    cache_creation_input_tokens: 300,
    cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
    output_tokens_details: { thinking_tokens: 40 },
  };
  const whole = {
    inputTokens: 12,
    outputTokens: 89,
    cacheReadTokens: 4000,
    cacheWriteTokens: 300,
    cacheWrite1hTokens: 200,
    thinkingTokens: 40,
  };
  const answer = streamedMessage([text('one two three')], { usage });
  const core = (url: string): Promise<TestCore> =>
    startTestCore({
      providers: [{ id: 'a', wire: 'anthropic', baseUrl: url, keys: [], retry }],
      routes: { default: 'a/x' },
    });
  /** Sends a request in Anthropic's protocol, which is relayed, or in OpenAI's, which is translated. */
  const sends = {
    relayed: (router: TestCore, signal?: AbortSignal) =>
      router.send(ask('m', { stream: true }), signal === undefined ? {} : { signal }),
    translated: (router: TestCore, signal?: AbortSignal) => router.chat(ask('m', { stream: true }), signal),
  };

  test.for(['relayed', 'translated'] as const)('of a whole %s answer is as it was told', async (way) => {
    await using upstream = await startUpstream(() => answer);
    await using router = await core(upstream.url);
    await (await sends[way](router)).text();
    expect(await newest(router)).toMatchObject({ status: 200, ...whole });
  });

  test.for(['relayed', 'translated'] as const)(
    'of a %s answer that breaks holds what was told before, and no count of an output that nobody told',
    async (way) => {
      await using upstream = await startUpstream(() => brokenAfter(answer, 4));
      await using router = await core(upstream.url);
      await (await sends[way](router)).text();
      expect(await newest(router)).toMatchObject({
        status: 502,
        ...whole,
        outputTokens: null,
        thinkingTokens: null,
      });
    },
  );

  test.for(['relayed', 'translated'] as const)(
    'of a %s answer that the client leaves is kept',
    async (way) => {
      await using upstream = await startUpstream(() => eventStream([...answer.pieces.slice(0, 3), never]));
      await using router = await core(upstream.url);
      const leaving = new AbortController();
      const response = await sends[way](router, leaving.signal);
      await response.body?.getReader().read();
      leaving.abort();
      expect(await newest(router)).toMatchObject({ status: 499, inputTokens: 12, cacheReadTokens: 4000 });
    },
  );

  test('of a request that was refused is unknown', async () => {
    await using upstream = await startUpstream(() => messageError(400, 'invalid_request_error', 'no'));
    await using router = await core(upstream.url);
    await router.send(ask('m'));
    expect(await newest(router)).toMatchObject({ status: 400, inputTokens: null, outputTokens: null });
  });
});

test('the facts say what the request was, and nothing of what it said', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'anthropic', baseUrl: upstream.url, keys: [] }],
    routes: { default: 'a/x' },
  });
  const tools = [{ name: 'read', input_schema: { type: 'object' } }];
  const thinking = { type: 'enabled', budget_tokens: 1024 };
  await core.send(ask('m', { tools, thinking }), { headers: { 'x-claude-code-session-id': 'session-1' } });
  const { facts, sessionId } = await newest(core);
  expect(sessionId).toBe('session-1');
  expect(facts).toEqual({
    class: 'main',
    estimatedInputTokens: expect.any(Number),
    tools: 1,
    messages: 1,
    hasImage: false,
    webSearch: null,
    subagent: null,
    think: 'thinking is enabled',
    background: null,
  });
});

describe('the session', () => {
  const captured = (file: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures', file), 'utf8')) as {
      headers: Record<string, string>;
      body: object;
    };

  test("is read from Claude Code's header, and without it from its user_id", () => {
    const { headers, body } = captured('claude-code/main.json');
    expect(readSessionId(headers, body)).toBe('00000000-0000-4000-8000-000000000001');
    expect(readSessionId({}, body)).toBe('00000000-0000-4000-8000-000000000001');
  });

  test("is read from Codex's header, and without it from the key of its cache", () => {
    const { headers, body } = captured('openai-responses/client-codex-subagent.json');
    expect(readSessionId(headers, body)).toBe('01a1fc27-af41-7cd1-b256-ba415beddb3a');
    expect(readSessionId({}, body)).toBe('01a1fc27-af41-7cd1-b256-ba415beddb3a');
  });

  test.each([
    ['a user that is no JSON', { metadata: { user_id: 'somebody' } }],
    ['a user that looks like JSON', { metadata: { user_id: '{somebody' } }],
    ['a session that is no text', { metadata: { user_id: '{"session_id":7}' } }],
    ['an id of any length', { prompt_cache_key: 'x'.repeat(201) }],
    ['no object', null],
  ])('is unknown with %s', (_what, body) => {
    expect(readSessionId({}, body)).toBeNull();
  });
});
