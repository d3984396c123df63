import { describe, expect, test } from 'vitest';
import { streamedMessage, text } from '../../upstream/anthropic.ts';
import { answerChat, says, streamedChat } from '../../upstream/openai-chat.ts';
import {
  breakOff,
  brokenAfter,
  delayed,
  eventStream,
  pause,
  startUpstream,
} from '../../upstream/scripted.ts';
import { ask, startTestCore } from '../../support/core.ts';

const retry = { attempts: 2, baseMs: 1, maxMs: 5 };
const config = (wire: string, baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', wire, baseUrl, keys: [], retry, ...more }],
  routes: { default: 'a/x' },
});

const never = (): Promise<never> => new Promise(() => undefined);

describe('streams that break', () => {
  test.for([
    ['openai-chat', streamedChat([says('one two three four five')])],
    ['anthropic', streamedMessage([text('one two three')])],
  ] as const)(
    'case 20: a stream of %s cut after its first block ends with an error event, never as if complete',
    async ([wire, answer]) => {
      await using upstream = await startUpstream(() => brokenAfter(answer, 4));
      await using core = await startTestCore(config(wire, upstream.url));
      const response = await core.send(ask('m', { stream: true }));
      const body = await response.text();
      expect(body).toMatch(/event: error\ndata: \{"type":"error","error":\{"type":"api_error"/);
      expect(body).not.toContain('message_stop');
      expect(body).not.toContain('end_turn');
      expect(upstream.requests).toHaveLength(1);
      const [row] = await core.rows();
      expect(row).toMatchObject({ status: 502, error: expect.any(String), outputTokens: null });
    },
  );

  test('an upstream that ends its relayed stream politely but early is an error as well', async () => {
    const { pieces } = streamedMessage([text('one')]);
    await using upstream = await startUpstream(() => eventStream(pieces.slice(0, 3)));
    await using core = await startTestCore(config('anthropic', upstream.url));
    expect(await (await core.send(ask('m', { stream: true }))).text()).toContain('event: error');
  });

  test('an error event of the upstream passes through a relay once, and is in the ledger', async () => {
    const { pieces } = streamedMessage([text('one')]);
    const error =
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';
    await using upstream = await startUpstream(() => eventStream([...pieces.slice(0, 3), error]));
    await using core = await startTestCore(config('anthropic', upstream.url));
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body.match(/event: error/g)).toHaveLength(1);
    expect((await core.rows())[0]).toMatchObject({
      status: 529,
      error: expect.stringContaining('Overloaded'),
    });
  });
});

describe('time limits', () => {
  test('an upstream that sends no first byte in time is a 504', async () => {
    await using upstream = await startUpstream(() => eventStream(['', never]));
    await using core = await startTestCore(
      config('openai-chat', upstream.url, { timeouts: { firstByteMs: 60 } }),
    );
    const response = await core.send(ask('m', { stream: true }));
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({
      error: { type: 'timeout_error', message: expect.stringContaining('60 ms') },
    });
  });

  test('an upstream that falls silent in mid-stream ends in an error event', async () => {
    const { pieces } = streamedChat([says('one two three')]);
    await using upstream = await startUpstream(() => eventStream([...pieces.slice(0, 3), never]));
    await using core = await startTestCore(config('openai-chat', upstream.url, { timeouts: { idleMs: 60 } }));
    const body = await (await core.send(ask('m', { stream: true }))).text();
    expect(body).toContain('event: error');
    expect(body).toContain('timeout_error');
  });

  test.for(['openai-chat', 'anthropic'])(
    'pings keep the client awake while the %s upstream is silent, before its answer and in it',
    async (wire) => {
      const { pieces } =
        wire === 'anthropic' ? streamedMessage([text('one')]) : streamedChat([says('one two')]);
      await using upstream = await startUpstream(() =>
        delayed(eventStream([...pieces.slice(0, 3), pause(150), ...pieces.slice(3)]), 150),
      );
      await using core = await startTestCore(config(wire, upstream.url), { pingMs: 40 });
      const body = await (await core.send(ask('m', { stream: true }))).text();
      const [before, inside] = body.split('event: message_start');
      expect(before).toContain('event: ping\ndata: {"type":"ping"}\n\n');
      expect(inside).toContain('event: ping\ndata: {"type":"ping"}\n\n');
      expect(inside).toContain('message_stop');
    },
  );
});

describe('clients that leave', () => {
  test.for([
    ['before headers', eventStream([never])],
    ['in mid-stream', eventStream([...streamedChat([says('one two three')]).pieces.slice(0, 3), never])],
  ] as const)(
    'case 22: %s: the upstream is aborted, nothing is retried, the row says aborted',
    async ([, answer]) => {
      let arrived: (() => void) | undefined;
      const asked = new Promise<void>((resolve) => (arrived = resolve));
      await using upstream = await startUpstream(() => {
        arrived?.();
        return answer;
      });
      await using core = await startTestCore(config('openai-chat', upstream.url));
      const leaving = new AbortController();
      const sent = core
        .send(ask('m', { stream: true }), { signal: leaving.signal })
        .then((response) => response.text());
      await asked;
      await new Promise((resolve) => setTimeout(resolve, 50));
      leaving.abort();
      await expect(sent).rejects.toThrow('abort');
      expect(await upstream.requests[0]?.ended).toBe('cut');
      await expect.poll(async () => (await core.rows())[0]?.status).toBe(499);
      expect(upstream.requests).toHaveLength(1);
    },
  );

  test('case 22: while waiting for a retry', async () => {
    await using upstream = await startUpstream(() => ({ status: 500, headers: {}, pieces: ['{}'] }));
    await using core = await startTestCore(
      config('openai-chat', upstream.url, { retry: { attempts: 5, baseMs: 5000, maxMs: 10_000 } }),
    );
    const leaving = new AbortController();
    const sent = core.send(ask('m'), { signal: leaving.signal });
    await expect.poll(() => upstream.requests.length).toBe(1);
    leaving.abort();
    await expect(sent).rejects.toThrow('abort');
    await expect.poll(async () => (await core.rows())[0]?.status).toBe(499);
    expect(upstream.requests).toHaveLength(1);
  });
});

describe('whole answers', () => {
  test('an upstream that breaks off a whole answer is asked again', async () => {
    await using upstream = await startUpstream((request, index) =>
      index === 0
        ? { status: 200, headers: { 'content-type': 'application/json' }, pieces: ['{"choices":', breakOff] }
        : answerChat(request, [says('hi')]),
    );
    await using core = await startTestCore(config('openai-chat', upstream.url));
    const response = await core.send(ask('m'));
    expect(await response.json()).toMatchObject({
      content: [{ text: 'hi' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 10, output_tokens: 5 },
    });
    expect(response.headers.get('x-signalbox-attempts')).toBe('2');
  });

  test('an upstream that is not running is named, with its address', async () => {
    const gone = await startUpstream(() => eventStream([]));
    await gone[Symbol.asyncDispose]();
    await using core = await startTestCore(config('openai-chat', gone.url));
    const response = await core.send(ask('m'));
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('a is not running at 127.0.0.1');
  });

  test('a stop lets a running answer finish', async () => {
    let finish: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const { pieces } = streamedChat([says('one two')]);
    await using upstream = await startUpstream(() =>
      eventStream([...pieces.slice(0, 2), () => held, ...pieces.slice(2)]),
    );
    const core = await startTestCore(config('openai-chat', upstream.url));
    const response = await core.send(ask('m', { stream: true }));
    const stopped = core[Symbol.asyncDispose]();
    finish?.();
    expect(await response.text()).toContain('message_stop');
    await stopped;
    await expect(fetch(`${core.address}/health`)).rejects.toThrow('fetch failed');
  });
});
