import { describe, expect, test } from 'vitest';
import { tagSignature } from '../../../src-main/core/wire/signature.ts';
import { ask, clientToken, startTestCore, type TestCore } from '../../support/core.ts';
import { answerMessage, text } from '../../upstream/anthropic.ts';
import { answerChat, says } from '../../upstream/openai-chat.ts';
import { json, startUpstream } from '../../upstream/scripted.ts';

const env = { KEY: 'sk-key-of-the-test' };
const question = { model: 'm', messages: [{ role: 'user', content: 'hello' }] };

async function post(
  core: TestCore,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(core.address + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** One provider without retries, which takes every request. */
const only = (provider: object): object => ({
  providers: [{ id: 'p', keys: ['env:KEY'], retry: { attempts: 1 }, ...provider }],
  routes: { default: 'p/real' },
});

describe('an error with a good status, where bytes are relayed', () => {
  const limit = { message: 'slow down', type: 'rate_limit_error', code: 'rate_limit_exceeded' };

  test('is told with its own status, whether a stream was asked for or not', async () => {
    await using upstream = await startUpstream(() => json({ error: limit }));
    await using core = await startTestCore(only({ wire: 'openai-chat', baseUrl: upstream.url }), { env });
    for (const stream of [false, true]) {
      const response = await post(core, '/v1/chat/completions', { ...question, stream });
      expect(response.status).toBe(429);
      expect(await response.json()).toMatchObject({ error: { message: 'slow down', code: limit.code } });
    }
    expect((await core.rows()).map(({ status }) => status)).toEqual([429, 429]);
  });

  test('of a Responses answer that failed as a whole is an error too', async () => {
    const failed = {
      object: 'response',
      status: 'failed',
      output: [],
      error: { message: 'no more', code: 'slow_down' },
    };
    await using upstream = await startUpstream(() => json(failed));
    await using core = await startTestCore(only({ wire: 'openai-responses', baseUrl: upstream.url }), {
      env,
    });
    expect((await post(core, '/v1/responses', { model: 'm', input: 'hello' })).status).toBe(503);
  });

  test('leaves the request to the next target', async () => {
    await using first = await startUpstream(() => json({ error: limit }));
    await using second = await startUpstream((request) => answerChat(request, [says('hi')]));
    const config = {
      providers: [
        { id: 'a', wire: 'openai-chat', baseUrl: first.url, keys: ['env:KEY'], retry: { attempts: 1 } },
        { id: 'b', wire: 'openai-chat', baseUrl: second.url, keys: ['env:KEY'] },
      ],
      models: { both: { targets: ['a/1', 'b/2'] } },
      routes: { default: 'both' },
    };
    await using core = await startTestCore(config, { env });
    const response = await post(core, '/v1/chat/completions', question);
    expect([response.status, response.headers.get('x-signalbox-target')]).toEqual([200, 'b/2']);
  });
});

describe('a request that is fitted to a provider of its own protocol', () => {
  const fitted = ask('m', { context_management: { edits: [] } });
  const takes = { contextManagement: false };

  test("keeps the client's own headers, betas included", async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(only({ preset: 'anthropic', baseUrl: upstream.url, takes }), {
      env,
    });
    const headers = { 'anthropic-beta': 'context-1m-2025-08-07', 'x-team': 'a' };
    expect((await core.send(fitted, { headers })).status).toBe(200);
    expect(upstream.requests[0]?.headers).toMatchObject({ ...headers, 'x-api-key': env.KEY });
    expect(upstream.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('takes no betas along where the endpoint takes none', async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    const provider = { preset: 'anthropic-compatible', baseUrl: upstream.url };
    await using core = await startTestCore(only(provider), { env });
    await core.send(fitted, { headers: { 'anthropic-beta': 'context-1m-2025-08-07' } });
    expect(upstream.requests[0]?.headers['anthropic-beta']).toBeUndefined();
  });

  test("takes the client's login along to a provider without keys", async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    const provider = { preset: 'anthropic', baseUrl: upstream.url, keys: [], takes };
    await using core = await startTestCore(only(provider), { env });
    const headers = { authorization: 'Bearer login-of-the-user', 'x-signalbox-token': clientToken };
    expect((await core.send(fitted, { headers })).status).toBe(200);
    expect(upstream.requests[0]?.headers.authorization).toBe(headers.authorization);
  });
});

test('thinking that a provider gave to a fitted request returns to it signed by itself, also where bytes are relayed', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
  await using core = await startTestCore(only({ preset: 'anthropic-compatible', baseUrl: upstream.url }), {
    env,
  });
  const thinking = (vendor: string, payload: unknown) => ({
    type: 'thinking',
    thinking: vendor,
    signature: tagSignature({ vendor, payload }),
  });
  const said = [thinking('p', 'its own "signature"'), thinking('other', 'x'), text('a')];
  const messages = [
    { role: 'user', content: 'one' },
    { role: 'assistant', content: said },
    { role: 'user', content: 'two' },
  ];
  await core.send(ask('m', { messages }));
  expect(upstream.requests[0]?.json).toMatchObject({
    messages: [
      {},
      { content: [{ type: 'thinking', thinking: 'p', signature: 'its own "signature"' }, text('a')] },
      {},
    ],
  });
});

test('thinking that a gateway signed for another vendor does not reach Anthropic with that signature', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
  await using core = await startTestCore(only({ preset: 'anthropic', baseUrl: upstream.url }), { env });
  const detail = { type: 'reasoning.text', text: 'thought', signature: 'c2ln', index: 0 };
  const said = (format: string) => ({
    role: 'assistant',
    content: format,
    reasoning_details: [{ ...detail, format }],
  });
  const messages = [...question.messages, said('unknown'), ...question.messages, said('anthropic-claude-v1')];
  await post(core, '/v1/chat/completions', { ...question, messages: [...messages, ...question.messages] });
  expect(upstream.requests[0]?.json).toMatchObject({
    messages: [
      {},
      { content: [text('unknown')] },
      {},
      {
        content: [{ type: 'thinking', thinking: 'thought', signature: 'c2ln' }, text('anthropic-claude-v1')],
      },
      {},
    ],
  });
});

test('a schema that does not say its type gets the one that Anthropic demands', async () => {
  await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
  await using core = await startTestCore(only({ preset: 'anthropic', baseUrl: upstream.url }), { env });
  const parameters = { properties: { a: {} } };
  const tools = [{ type: 'function', function: { name: 'f', parameters } }];
  await post(core, '/v1/chat/completions', { ...question, tools });
  expect(upstream.requests[0]?.json).toMatchObject({
    tools: [{ name: 'f', input_schema: { type: 'object', ...parameters } }],
  });
});

test("a relay of OpenAI's protocol takes the client's fields along, and none of its keys", async () => {
  await using upstream = await startUpstream((request) => answerChat(request, [says('hi')]));
  await using core = await startTestCore(only({ wire: 'openai-chat', baseUrl: upstream.url }), { env });
  const fields = { 'openai-organization': 'org', 'openai-project': 'project', 'x-stainless-lang': 'js' };
  const keys = { 'x-api-key': 'one', 'api-key': 'two', 'x-goog-api-key': 'three' };
  await post(core, '/v1/chat/completions', question, { ...fields, ...keys });
  const headers = upstream.requests[0]?.headers;
  expect(headers).toMatchObject({ ...fields, authorization: `Bearer ${env.KEY}` });
  for (const name of Object.keys(keys)) expect(headers).not.toHaveProperty(name);
});

test("a path that is not served is told in the shape of the client's protocol", async () => {
  await using core = await startTestCore(undefined);
  const openai = await post(core, '/v1/embeddings', {});
  expect([openai.status, await openai.json()]).toMatchObject([
    404,
    { error: { type: 'invalid_request_error', param: null } },
  ]);
  const anthropic = await post(core, '/v1/messages/batches', {});
  expect(await anthropic.json()).toMatchObject({ type: 'error', error: { type: 'not_found_error' } });
});
