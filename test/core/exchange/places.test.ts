import { describe, expect, test } from 'vitest';
import { answerChat, says, streamedChat } from '../../upstream/openai-chat.ts';
import { eventStream, startUpstream, type Script } from '../../upstream/scripted.ts';
import { ask, startTestCore } from '../../support/core.ts';

const config = (baseUrl: string, more: object = {}, server: object = {}): object => ({
  server,
  providers: [{ id: 'a', wire: 'openai-chat', baseUrl, keys: [], ...more }],
  routes: { default: 'a/x' },
});

/** Holds the first request until it is let go, and answers all others at once. */
function holdFirst(): { script: Script; letGo: () => void } {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const { pieces } = streamedChat([says('one two')]);
  return {
    letGo: () => letGo(),
    script: (request, index) =>
      index === 0
        ? eventStream([...pieces.slice(0, 2), () => held, ...pieces.slice(2)])
        : answerChat(request, [says('hi')]),
  };
}

describe('a concurrent place', () => {
  test('a client that leaves while it waits is recorded at once, and takes no place later', async () => {
    const { script, letGo } = holdFirst();
    await using upstream = await startUpstream(script);
    await using core = await startTestCore(config(upstream.url, { limits: { concurrent: 1 } }));
    const first = await core.send(ask('m', { stream: true }));
    const leaving = new AbortController();
    const second = core.send(ask('second'), { signal: leaving.signal });
    const third = core.send(ask('third'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    leaving.abort();
    await expect(second).rejects.toThrow('abort');
    await expect.poll(async () => (await core.rows()).map(({ status }) => status)).toEqual([499]);
    letGo();
    expect(await first.text()).toContain('message_stop');
    expect((await third).status).toBe(200);
    expect(upstream.requests).toHaveLength(2);
    expect(await core.rows()).toHaveLength(3);
  });
});

describe('a config that changes meanwhile', () => {
  test('requests under way at a provider that is replaced go on: streams, and those that wait', async () => {
    const { script, letGo } = holdFirst();
    await using upstream = await startUpstream(script);
    await using core = await startTestCore(config(upstream.url, { limits: { concurrent: 1 } }));
    const running = await core.send(ask('m', { stream: true }));
    const waiting = core.send(ask('m'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { providers, ...rest } = (await core.call('config.get')) as { providers: object[] };
    await core.call('config.set', {
      config: { ...rest, providers: providers.map((one) => ({ ...one, timeouts: { idleMs: 5_000 } })) },
    });
    expect((await core.send(ask('m'))).status).toBe(200);
    letGo();
    expect(await running.text()).toContain('message_stop');
    expect((await waiting).status).toBe(200);
  });
});

describe('a stop', () => {
  test('requests that wait for a place or a retry end within drainMs, each with its row', async () => {
    await using upstream = await startUpstream((_request, index) =>
      index === 0
        ? eventStream([() => new Promise(() => undefined)])
        : { status: 500, headers: {}, pieces: [] },
    );
    const retry = { attempts: 3, baseMs: 60_000, maxMs: 60_000 };
    const core = await startTestCore({
      server: { drainMs: 100 },
      providers: [
        { id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: [], limits: { concurrent: 1 } },
        { id: 'b', wire: 'openai-chat', baseUrl: upstream.url, keys: [], retry },
      ],
      routes: { default: 'a/x' },
    });
    const cut = ['a/held', 'a/waits', 'b/retries'].map(async (model) => {
      const sent = core.send(ask(model)).then(
        () => 'answered',
        () => 'cut',
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      return sent;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedMs = Date.now();
    await core.stop();
    expect(Date.now() - startedMs).toBeLessThan(1_000);
    expect(await Promise.all(cut)).toEqual(['cut', 'cut', 'cut']);
    expect(core.ledger().map(({ status }) => status)).toEqual([499, 499, 499]);
    await core[Symbol.asyncDispose]();
  });
});
