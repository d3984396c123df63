import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answerMessage, messageError, streamedMessage, text } from '../../upstream/anthropic.ts';
import { eventStream, startUpstream } from '../../upstream/scripted.ts';
import { tagSignature } from '../../../src-main/core/wire/signature.ts';
import { ask, clientToken, startTestCore } from '../../support/core.ts';

const config = (baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', preset: 'anthropic', baseUrl, keys: ['env:KEY'], ...more }],
  routes: { default: 'a/real-model' },
});
const env = { KEY: 'sk-ant-key-of-the-test' };

/** Odd but valid: key order, numbers, escapes, unknown fields and blocks, nested models. */
const odd = `{ "metadata":{"model":"inner","n":1e400,"z":-0,"big":12345678901234567890.10},\t"stream":false,
  "messages":[{"role":"user","content":[{"type":"text","text":"caf\\u00e9 \\ud83d\\ude00 \\/ \\"model\\":\\"x\\""},{"type":"from_the_future","a":[1.0,2.50]}]}],
  "mod\\u0065l" : "claude-opus-5-5[1m]" , "max_tokens":1E2,"unknown":{"b":1,"a":null}}`;

describe('relay', () => {
  test('request bytes are equal but for the value of model', async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(config(upstream.url), { env });
    expect((await core.send(odd)).status).toBe(200);
    expect(upstream.requests[0]?.bytes.toString()).toBe(odd.replace('"claude-opus-5-5[1m]"', '"real-model"'));
  });

  test('request bytes are equal on 5 MB, and answer bytes as well', async () => {
    const filler = `"${'\\u00e9\\"{}[]model😀'.repeat(280_000)}"`;
    const body = `{"x":${filler},"model":"m","messages":[{"role":"user","content":"hello"}]}`;
    const answer = `{ "id":"msg_1", "content":[], "later":1.0, "filler":${filler} }`;
    expect(Buffer.byteLength(body)).toBeGreaterThan(5_000_000);
    await using upstream = await startUpstream(() => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      pieces: [answer],
    }));
    await using core = await startTestCore(config(upstream.url), { env });
    const response = await core.send(body);
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(answer))).toBe(true);
    expect(
      upstream.requests[0]?.bytes.equals(Buffer.from(body.replace('"model":"m"', '"model":"real-model"'))),
    ).toBe(true);
  });

  test('streamed answer bytes are equal, unknown events and odd spellings included', async () => {
    const { pieces } = streamedMessage([text('one'), text('two')]);
    const sent = [
      ...pieces.slice(0, 3),
      ': a comment\n\n',
      'event: later\ndata: {"type":"later","n":1.0}\n\n',
      ...pieces.slice(3),
    ];
    await using upstream = await startUpstream(() => eventStream(sent));
    await using core = await startTestCore(config(upstream.url), { env });
    const response = await core.send(ask('m', { stream: true }));
    expect(await response.text()).toBe(sent.join(''));
    expect((await core.rows())[0]).toMatchObject({ status: 200, route: 'default', target: 'a/real-model' });
  });

  test('betas, query and hint headers are passed on; our credentials and hop-by-hop fields are not', async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(config(upstream.url), { env });
    await core.send(ask('m'), {
      query: '?beta=true',
      headers: {
        'anthropic-beta': 'one,two',
        'x-claude-code-request-class': 'main',
        'x-signalbox-token': clientToken,
        'x-api-key': clientToken,
        cookie: 'a=b',
      },
    });
    const [request] = upstream.requests;
    expect(request?.url).toBe('/v1/messages?beta=true');
    expect(request?.headers).toMatchObject({
      'anthropic-beta': 'one,two',
      'x-claude-code-request-class': 'main',
      'x-api-key': env.KEY,
      'anthropic-version': '2023-06-01',
    });
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(JSON.stringify(request?.headers)).not.toContain(clientToken);
  });

  test("the client's own login is forwarded to a provider without keys, and only beside x-signalbox-token", async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(config(upstream.url, { keys: [] }));
    await core.send(ask('m'), {
      headers: { authorization: 'Bearer own-login', 'x-signalbox-token': clientToken },
    });
    await core.send(ask('m'));
    expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer own-login',
      undefined,
    ]);
    expect(JSON.stringify(upstream.requests[0]?.headers)).not.toContain(clientToken);
  });

  test('an error answer keeps its status, its body and its retry-after', async () => {
    await using upstream = await startUpstream(() =>
      messageError(429, 'rate_limit_error', 'too many', { 'retry-after': '77', 'request-id': 'req_up' }),
    );
    await using core = await startTestCore(config(upstream.url), { env });
    const response = await core.send(ask('m', { stream: true }));
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('77');
    expect(response.headers.get('request-id')).toBe('req_up');
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'rate_limit_error', message: 'too many' },
      request_id: 'req_scripted',
    });
  });

  test('case 25: a compressed answer arrives plain, without its content-encoding', async () => {
    await using upstream = await startUpstream(() => ({
      status: 200,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      pieces: [gzipSync('{"content":[]}')],
    }));
    await using core = await startTestCore(config(upstream.url), { env });
    const response = await core.send(ask('m'));
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe('{"content":[]}');
    expect(upstream.requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  test('case 19: thinking of another vendor is taken out before Anthropic, and nothing else', async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(config(upstream.url), { env });
    const foreign = {
      type: 'thinking',
      thinking: 'hm',
      signature: tagSignature({ vendor: 'deepseek', payload: null }),
    };
    const own = { type: 'thinking', thinking: 'hm', signature: 'anthropic-made' };
    const body = (content: object[]): string =>
      JSON.stringify(
        ask('real-model', {
          messages: [
            { role: 'user', content: 'a' },
            { role: 'assistant', content },
            { role: 'user', content: 'b' },
          ],
        }),
      );
    await core.send(body([foreign, own, text('said')]));
    expect(upstream.requests[0]?.json).toEqual(JSON.parse(body([own, text('said')])));
  });

  test('a subagent tag names the target and is taken out of the bytes', async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(config(upstream.url), { env });
    const response = await core.send(
      ask('m', {
        system: [{ type: 'text', text: '<CCM-SUBAGENT-MODEL>a/special</CCM-SUBAGENT-MODEL>You are' }],
      }),
    );
    expect(response.headers.get('x-signalbox-route')).toBe('subagent');
    expect(upstream.requests[0]?.json).toMatchObject({
      model: 'special',
      system: [{ type: 'text', text: 'You are' }],
    });
  });

  test('header rules drop, add and force', async () => {
    await using upstream = await startUpstream((request) => answerMessage(request, [text('hi')]));
    await using core = await startTestCore(
      config(upstream.url, {
        headers: {
          drop: ['x-app'],
          add: { 'x-added': '1', 'anthropic-beta': 'kept?' },
          force: { 'user-agent': 'me' },
        },
      }),
      { env },
    );
    await core.send(ask('m'), {
      headers: { 'x-app': 'cli', 'anthropic-beta': 'one', 'user-agent': 'claude-cli/2' },
    });
    expect(upstream.requests[0]?.headers).toMatchObject({
      'x-added': '1',
      'anthropic-beta': 'one',
      'user-agent': 'me',
    });
    expect(upstream.requests[0]?.headers).not.toHaveProperty('x-app');
  });
});
