import { describe, expect, test } from 'vitest';
import { answerMessage, streamedMessage, text, wholeMessage } from '../../upstream/anthropic.ts';
import { answerChat, says, streamedChat } from '../../upstream/openai-chat.ts';
import {
  breakOff,
  delayed,
  eventStream,
  json,
  startUpstream,
  type Answer,
  type Piece,
} from '../../upstream/scripted.ts';
import { ask, startTestCore } from '../../support/core.ts';

const retry = { attempts: 1 };
const config = (wire: string, baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', wire, baseUrl, keys: [], retry, ...more }],
  routes: { default: 'a/x' },
});
const never = (): Promise<never> => new Promise(() => undefined);
const { pieces } = streamedMessage([text('one')]);
const errorEvent =
  'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';

/** The data of each event, parsed as clients do, which throw on what is not JSON. */
function dataOf(body: string): unknown[] {
  return body
    .split('\n\n')
    .filter((event) => event.includes('data: '))
    .map((event): unknown => JSON.parse(event.slice(event.indexOf('data: ') + 6)));
}

describe('relayed streams that end oddly', () => {
  test('a stream whose upstream keeps the connection open after message_stop ends for the client', async () => {
    await using upstream = await startUpstream(() => eventStream([...pieces, never]));
    await using core = await startTestCore(config('anthropic', upstream.url));
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body).toBe(pieces.join(''));
    expect(await upstream.requests[0]?.ended).toBe('cut');
    expect((await core.rows())[0]).toMatchObject({ status: 200, outputTokens: 5 });
  });

  test('a stream cut right after message_stop is whole', async () => {
    await using upstream = await startUpstream(() => eventStream([...pieces, breakOff]));
    await using core = await startTestCore(config('anthropic', upstream.url));
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body).toBe(pieces.join(''));
    expect((await core.rows())[0]).toMatchObject({ status: 200 });
    expect((await core.call('status.get')).providers[0]).toEqual({ id: 'a', state: 'ok' });
  });

  test.for<Piece>([breakOff, never])('after an error event nothing more is said', async (last) => {
    await using upstream = await startUpstream(() => eventStream([...pieces.slice(0, 3), errorEvent, last]));
    await using core = await startTestCore(config('anthropic', upstream.url));
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body.match(/event: error/g)).toHaveLength(1);
    expect((await core.rows())[0]).toMatchObject({ status: 529 });
  });

  test.for<Piece[][]>([[[]], [[breakOff]]])(
    'a stream that ends within an event still ends in a readable error',
    async ([end = []]) => {
      const half = String(pieces[3]).slice(0, 60);
      await using upstream = await startUpstream(() => eventStream([...pieces.slice(0, 3), half, ...end]));
      await using core = await startTestCore(config('anthropic', upstream.url));
      const body = await (await core.send(ask('m', { stream: true }))).text();
      expect(dataOf(body).at(-1)).toMatchObject({ type: 'error', error: { type: 'api_error' } });
    },
  );
});

describe('translated streams that end oddly', () => {
  test('a stream whose upstream keeps the connection open after [DONE] ends for the client', async () => {
    await using upstream = await startUpstream(() =>
      eventStream([...streamedChat([says('hi')]).pieces, never]),
    );
    await using core = await startTestCore(config('openai-chat', upstream.url));
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body).toContain('message_stop');
    expect(await upstream.requests[0]?.ended).toBe('cut');
    expect((await core.rows())[0]).toMatchObject({ status: 200, outputTokens: 5 });
  });
});

describe('answers of another form than was asked for', () => {
  const asJson = (wire: string): Answer =>
    wire === 'anthropic' ? wholeMessage([text('hi')]) : answerChat({ json: { stream: false } }, [says('hi')]);
  const asStream = (wire: string): Answer =>
    wire === 'anthropic' ? streamedMessage([text('hi')]) : streamedChat([says('hi')]);

  test('a whole Chat answer where a stream was asked for becomes a stream', async () => {
    await using upstream = await startUpstream(() => asJson('openai-chat'));
    await using core = await startTestCore(config('openai-chat', upstream.url));
    const response = await core.send(ask('m', { stream: true }));
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(dataOf(await response.text()).at(-1)).toEqual({ type: 'message_stop' });
  });

  test('a whole relayed answer where a stream was asked for is a clear error', async () => {
    await using upstream = await startUpstream(() => asJson('anthropic'));
    await using core = await startTestCore(config('anthropic', upstream.url));
    const response = await core.send(ask('m', { stream: true }));
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'api_error', message: expect.stringContaining('stream') },
    });
  });

  test.for(['anthropic', 'openai-chat'])('a stream from %s where JSON was asked for', async (wire) => {
    await using upstream = await startUpstream(() => asStream(wire));
    await using core = await startTestCore(config(wire, upstream.url));
    const response = await core.send(ask('m'));
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'api_error' } });
  });

  test('JSON after a first ping becomes an error event, not JSON in the stream', async () => {
    await using upstream = await startUpstream(() => delayed(asJson('anthropic'), 120));
    await using core = await startTestCore(config('anthropic', upstream.url), { pingMs: 40 });
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body).toMatch(/^event: ping\n/);
    expect(dataOf(body).at(-1)).toMatchObject({ type: 'error' });
  });

  test.for(['anthropic', 'openai-chat'])('a redirect of %s is not followed, and said', async (wire) => {
    await using elsewhere = await startUpstream((request) => answerMessage(request, [text('stolen')]));
    await using upstream = await startUpstream(() => ({
      status: 307,
      headers: { location: `${elsewhere.url}/v1/messages` },
      pieces: [],
    }));
    await using core = await startTestCore(config(wire, upstream.url));
    for (const stream of [true, false]) {
      const response = await core.send(ask('m', { stream }), {});
      expect(response.status).toBe(502);
      expect(response.headers.get('location')).toBeNull();
      expect(await response.text()).toContain('redirect');
    }
    expect(elsewhere.requests).toHaveLength(0);
  });

  test.for([
    ['204 without a body', { status: 204, headers: {}, pieces: [] }],
    ['an empty body', { status: 200, headers: { 'content-type': 'application/json' }, pieces: [] }],
    ['a web page', { status: 200, headers: { 'content-type': 'text/html' }, pieces: ['<html>hi</html>'] }],
  ] as const)('%s is no answer', async ([, answer]) => {
    for (const wire of ['anthropic', 'openai-chat']) {
      await using upstream = await startUpstream(() => answer);
      await using core = await startTestCore(config(wire, upstream.url));
      for (const stream of [true, false]) {
        const response = await core.send(ask('m', { stream }));
        expect(response.status).toBe(502);
        expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'api_error' } });
      }
    }
  });

  test.for(['Text/Event-Stream', 'text/event-stream;charset=UTF-8', undefined])(
    'a stream of content-type %s is read as one',
    async (contentType) => {
      await using upstream = await startUpstream(() => ({
        ...eventStream(pieces),
        headers: contentType === undefined ? {} : { 'content-type': contentType },
      }));
      await using core = await startTestCore(config('anthropic', upstream.url));
      const body = await (await core.send(ask('m', { stream: true }))).text();
      expect(body).toBe(pieces.join(''));
      expect((await core.rows())[0]).toMatchObject({ status: 200, outputTokens: 5 });
    },
  );

  test('an error with status 200 keeps its meaning', async () => {
    await using upstream = await startUpstream(() =>
      json({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    );
    await using core = await startTestCore(config('anthropic', upstream.url));
    const response = await core.send(ask('m', { stream: true }));
    expect(response.status).toBe(529);
    expect(await response.text()).toContain('Overloaded');
  });
});

test.for(['anthropic', 'openai-chat'])(
  'an overflow of %s is said in the words that Claude Code acts on',
  async (wire) => {
    for (const message of [
      'input length and `max_tokens` exceed context limit: 1500 + 32000 > 32768, decrease input length or `max_tokens` and try again',
      'prompt is too long: 9 tokens > 8 maximum',
    ]) {
      await using upstream = await startUpstream(() =>
        json({ type: 'error', error: { type: 'invalid_request_error', message } }, 400),
      );
      await using core = await startTestCore(config(wire, upstream.url));
      expect(await (await core.send(ask('m'))).json()).toMatchObject({ error: { message } });
      expect((await core.rows())[0]?.error).toBe(message);
    }
  },
);
