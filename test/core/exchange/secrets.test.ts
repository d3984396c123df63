import { describe, expect, test } from 'vitest';
import { messageError, streamedMessage, text, wholeMessage } from '../../upstream/anthropic.ts';
import { eventStream, startUpstream, type Answer } from '../../upstream/scripted.ts';
import { ask, clientToken, startTestCore, type TestCore } from '../../support/core.ts';

const env = { KEY: 'a-key/of the+test-0123456789' };
const config = (wire: string, baseUrl: string, more: object = {}): object => ({
  providers: [{ id: 'a', wire, baseUrl, keys: ['env:KEY'], retry: { attempts: 1 }, ...more }],
  routes: { default: 'a/x' },
  logging: { level: 'trace' },
});
const echo = { 'x-echo': `key=${env.KEY}`, 'x-signalbox-route': 'spoofed', 'set-cookie': 'a=b' };

async function everythingSaid(core: TestCore, response: Response): Promise<string> {
  return [
    await response.text(),
    JSON.stringify([...response.headers]),
    JSON.stringify(await core.rows()),
    JSON.stringify(await core.call('status.get')),
    await core.log(),
  ].join('\n');
}

describe('a key that an upstream echoes', () => {
  test.for<[string, Answer, boolean]>([
    [
      'a whole answer',
      { ...wholeMessage([text('hi')]), headers: { 'content-type': 'application/json', ...echo } },
      false,
    ],
    [
      'a stream',
      { ...streamedMessage([text('hi')]), headers: { 'content-type': 'text/event-stream', ...echo } },
      true,
    ],
    ['an error', messageError(400, 'invalid_request_error', 'no', echo), true],
  ])('in the headers of %s goes nowhere, nor do fields of ours', async ([, answer, stream]) => {
    await using upstream = await startUpstream(() => answer);
    await using core = await startTestCore(config('anthropic', upstream.url), { env });
    const response = await core.send(ask('m', { stream }));
    expect(response.headers.get('x-echo')).toBeNull();
    expect(response.headers.get('x-signalbox-route')).toBe('default');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await everythingSaid(core, response)).not.toContain(env.KEY);
  });

  test('in a relayed error event, cut in two by chunks, goes nowhere', async () => {
    const { pieces } = streamedMessage([text('one')]);
    const event = `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'api_error', message: `bad ${env.KEY}!` } })}\n\n`;
    for (const first of [0, 3]) {
      for (let cut = event.indexOf(env.KEY); cut < event.length; cut += 7) {
        await using upstream = await startUpstream(() =>
          eventStream([...pieces.slice(0, first), event.slice(0, cut), event.slice(cut)]),
        );
        await using core = await startTestCore(config('anthropic', upstream.url), { env });
        const response = await core.send(ask('m', { stream: true }));
        const said = await everythingSaid(core, response);
        expect(said).not.toContain(env.KEY);
        expect(said).toContain('bad …masked…!');
      }
    }
  });

  test('in the first chunk of a relayed stream goes nowhere', async () => {
    const { pieces } = streamedMessage([text(`the key is ${env.KEY}`)]);
    await using upstream = await startUpstream(() => eventStream([pieces.join('')]));
    await using core = await startTestCore(config('anthropic', upstream.url), { env });
    const response = await core.send(ask('m', { stream: true }));
    expect(await everythingSaid(core, response)).not.toContain(env.KEY);
  });

  test.for(['anthropic', 'openai-chat'])(
    'in a reason phrase, a redirect or a web page of %s goes nowhere',
    async (wire) => {
      for (const status of [302, 401, 404, 500]) {
        await using upstream = await startUpstream(() => ({
          status,
          headers: { 'content-type': 'text/html', location: `/?k=${env.KEY}` },
          pieces: [`<html><title>${env.KEY} refused</title></html>`],
        }));
        await using core = await startTestCore(config(wire, upstream.url), { env });
        const response = await core.send(ask('m'));
        expect(await everythingSaid(core, response)).not.toContain(env.KEY);
        expect(JSON.stringify(await core.call('providers.test', { id: 'a' }))).not.toContain(env.KEY);
      }
    },
  );
});

test('a key that no header can carry is said to be that, and not shown', async () => {
  await using upstream = await startUpstream(() => wholeMessage([text('hi')]));
  await using core = await startTestCore(config('anthropic', upstream.url), {
    env: { KEY: `${env.KEY}\u0007x` },
  });
  const response = await core.send(ask('m'));
  const said = await everythingSaid(core, response);
  expect(said).not.toContain(env.KEY);
  expect(said).not.toContain(clientToken);
});

test('a key with a line break at its end is the key without it', async () => {
  await using upstream = await startUpstream(() => wholeMessage([text('hi')]));
  await using core = await startTestCore(config('openai-chat', upstream.url), {
    env: { KEY: `${env.KEY}\n` },
  });
  await core.send(ask('m'));
  expect(upstream.requests[0]?.headers.authorization).toBe(`Bearer ${env.KEY}`);
});
