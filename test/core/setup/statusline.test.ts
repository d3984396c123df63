import { expect, test } from 'vitest';
import { formatStatusLine, runStatusLine } from '../../../src-main/core/setup/statusline.ts';

const facts = { route: 'think', target: 'openrouter/moonshotai/kimi-k3', todayUsd: 0.0123 };
const env = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:4000', ANTHROPIC_AUTH_TOKEN: 'token-of-the-client' };
const stdin = async () => '{ "session_id": "session-1", "model": { "id": "smart" } }';

/** What is printed, and what was asked for on the way. */
async function printed(options: Partial<Parameters<typeof runStatusLine>[0]> = {}) {
  const lines: string[] = [];
  const calls: { url: string; token: string | null }[] = [];
  await runStatusLine({
    env,
    stdin,
    fetch: async (url, init) => {
      calls.push({
        url: url instanceof URL ? url.href : '',
        token: new Headers(init?.headers).get('x-signalbox-token'),
      });
      return Response.json(facts);
    },
    write: (line) => lines.push(line),
    ...options,
  });
  return { lines, calls };
}

test('the line tells route, target and the cost of the day', async () => {
  expect(await printed()).toEqual({
    lines: ['think → openrouter/moonshotai/kimi-k3 · $0.0123 today'],
    calls: [{ url: 'http://127.0.0.1:4000/api/statusline?session=session-1', token: 'token-of-the-client' }],
  });
});

test('what is not known is not told', () => {
  expect(formatStatusLine({ ...facts, todayUsd: null })).toBe('think → openrouter/moonshotai/kimi-k3');
  expect(formatStatusLine({ route: null, target: null, todayUsd: 12.345 })).toBe(
    'signalbox: no request yet · $12.35 today',
  );
  expect(formatStatusLine({ ...facts, target: 'a/\u001B[31mred', todayUsd: 0 })).toBe(
    'think → a/[31mred · $0.00 today',
  );
});

test('a login shows the token of the custom headers', async () => {
  const headers = 'x-mine: 1\nX-Signalbox-Token: token-of-the-header';
  const login = { ANTHROPIC_BASE_URL: env.ANTHROPIC_BASE_URL, ANTHROPIC_CUSTOM_HEADERS: headers };
  expect((await printed({ env: login })).calls[0]?.token).toBe('token-of-the-header');
});

const failures: Record<string, Partial<Parameters<typeof runStatusLine>[0]>> = {
  'that is away': { fetch: async () => Promise.reject(new TypeError('fetch failed')) },
  'that never answers': { fetch: async () => new Promise<Response>(() => {}) },
  'that refuses the token': { fetch: async () => Response.json({ error: {} }, { status: 401 }) },
  'that is somebody else': { fetch: async () => new Response('<html>') },
  'whose answer is cut': {
    fetch: async () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{')) })),
  },
  'that nobody names': { env: {} },
  'behind an input that never ends': { stdin: async () => new Promise<string>(() => {}) },
  'behind an input that is no JSON': { stdin: async () => 'hello' },
};

test.each(Object.entries(failures))('a router %s costs a name and no error', async (_, options) => {
  expect((await printed(options)).lines).toEqual(['signalbox']);
});
