import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ask, startTestCore, type TestCore } from '../../support/core.ts';
import { startStage } from '../../support/stage.ts';
import { answerMessage, messageError, text } from '../../upstream/anthropic.ts';
import { answerGemini } from '../../upstream/gemini.ts';
import { answerChat, chatError, says } from '../../upstream/openai-chat.ts';
import { json, startUpstream, type Answer } from '../../upstream/scripted.ts';
import {
  fileOf,
  granted,
  keyMaterial,
  serviceAccount,
  startTokenEndpoint,
} from '../providers/google-tokens.ts';
import { fakeCli } from './fake-cli.ts';

/** What a client is told, streamed or not: the status, the type and the message must be the same either way. */
async function toldTo(core: TestCore, model: string, more: object = {}) {
  const [whole, streamed] = await Promise.all(
    [false, true].map(async (stream) => {
      const response = await core.send(ask(model, { ...more, stream }));
      const { error } = errorBody.parse(await response.json());
      return { status: response.status, ...error };
    }),
  );
  expect(streamed).toEqual(whole);
  return whole;
}

const errorBody = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

/** An address at which nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('a token that Google does not give', () => {
  const refused = () => json({ error: 'invalid_grant', error_description: 'Invalid JWT' }, 400);
  const says401 = (message: unknown) => ({ status: 401, type: 'authentication_error', message });

  async function vertex(tokenUrl: string) {
    return startStage('gemini', (request) => answerGemini(request, [says('Hello.')]), {
      preset: 'vertex',
      keys: [],
      serviceAccountFile: await fileOf(serviceAccount(tokenUrl)),
    });
  }

  test.each([
    [
      'refused',
      refused,
      /^Google refused the credentials \(400 invalid_grant\): check that the key in .* is still valid and this machine's clock is right$/,
    ],
    ['in trouble', () => json({}, 503), /^no token from Google: its token endpoint answered 503, try again$/],
  ])('%s: said with what to do, and the provider is not called', async (_, answer, message) => {
    await using stage = await vertex((await startTokenEndpoint(answer)).url);
    expect(await toldTo(stage.core, 'up/gemini')).toEqual(says401(expect.stringMatching(message)));
    expect(stage.upstream.requests).toEqual([]);
    expect(await stage.core.call('providers.test', { id: 'up' })).toMatchObject({
      ok: false,
      error: { code: 'key-refused', message: expect.stringMatching(message) },
    });
    expect(await stage.core.log()).not.toContain(keyMaterial.slice(0, 40));
  });

  test('out of reach: said with how it failed', async () => {
    await using stage = await vertex(`http://${await deadAddress()}/token`);
    expect(await toldTo(stage.core, 'up/gemini')).toEqual(
      says401(expect.stringMatching(/^no token from Google: .* cannot be reached \(ECONNREFUSED\)$/)),
    );
  });

  test('another target of the route answers in its place', async () => {
    const tokenUrl = (await startTokenEndpoint(refused)).url;
    await using other = await startUpstream((request) => answerChat(request, [says('Here.')]));
    const serviceAccountFile = await fileOf(serviceAccount(tokenUrl));
    await using core = await startTestCore(
      {
        providers: [
          { id: 'google', preset: 'vertex', projectId: 'test', serviceAccountFile },
          { id: 'other', wire: 'openai-chat', baseUrl: other.url, keys: ['env:KEY'] },
        ],
        models: { smart: { targets: ['google/gemini-3-pro', 'other/kimi'] } },
        routes: { default: 'smart' },
      },
      { env: { KEY: 'key' } },
    );
    const response = await core.send(ask('smart'));
    expect(response.headers.get('x-signalbox-target')).toBe('other/kimi');
    expect(await response.text()).toContain('Here.');
  });

  test('once the first one is over: the next request is told so, and the one after a new grant works', async () => {
    const shortLived = () => json({ access_token: 'token-N', expires_in: 5, token_type: 'Bearer' });
    const answers = [shortLived, refused, granted];
    await using stage = await vertex(
      (await startTokenEndpoint((index) => (answers[index] ?? granted)())).url,
    );
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await stage.core.send(ask('up/gemini'))).status);
    }
    expect(statuses).toEqual([200, 401, 200]);
    expect(stage.upstream.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-3',
    ]);
  });
});

/** The stand-ins are shell scripts. */
describe.skipIf(process.platform === 'win32')('a Claude CLI', () => {
  async function cliCore(command: string, timeouts: object = {}) {
    return startTestCore({
      providers: [{ id: 'cli', preset: 'claude-cli', command, timeouts, retry: { attempts: 1 } }],
      routes: { default: 'cli/opus' },
    });
  }

  test('that is missing is said with where to get it, by the check as well', async () => {
    await using core = await cliCore('/nowhere/claude');
    expect(await toldTo(core, 'cli/opus')).toEqual({
      status: 502,
      type: 'api_error',
      message: expect.stringMatching(/"\/nowhere\/claude" was not found: install it .* or set the path/),
    });
    expect(await core.call('providers.test', { id: 'cli' })).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/"\/nowhere\/claude" does not run here: install Claude Code/) },
    });
  });

  test('that dies is told with its last words', async () => {
    await using fake = await fakeCli(`console.error('out of memory'); process.exit(3);`);
    await using core = await cliCore(fake.call.command);
    expect(await toldTo(core, 'cli/opus')).toEqual({
      status: 502,
      type: 'api_error',
      message: 'the Claude CLI ended (3) before its answer was whole: out of memory',
    });
  });

  test('that hangs is ended, with the limit that it broke', async () => {
    await using fake = await fakeCli(`init(); forever();`);
    await using core = await cliCore(fake.call.command, { firstByteMs: 500 });
    expect(await toldTo(core, 'cli/opus')).toEqual({
      status: 504,
      type: 'timeout_error',
      message: 'the Claude CLI began no answer within 500 ms',
    });
  });

  test('that is logged out says where to log in', async () => {
    await using fake = await fakeCli(`
      init(); say({ type: 'result', subtype: 'success', is_error: true, result: 'Not logged in · Please run /login' });`);
    await using core = await cliCore(fake.call.command);
    expect(await toldTo(core, 'cli/opus')).toMatchObject({
      status: 401,
      message: expect.stringContaining('run `claude` in a terminal and log in there'),
    });
  });

  test('that is there passes the check', async () => {
    await using fake = await fakeCli(`console.log('2.1.329 (Claude Code)');`);
    await using core = await cliCore(fake.call.command);
    expect(await core.call('providers.test', { id: 'cli' })).toEqual({
      ok: true,
      latencyMs: expect.any(Number),
      models: [],
    });
  });
});

test('an Ollama that is not running: say so, and how to start it', async () => {
  const dead = await deadAddress();
  await using core = await startTestCore({
    providers: [{ id: 'local', preset: 'ollama', baseUrl: `http://${dead}`, retry: { attempts: 1 } }],
    routes: { default: 'local/qwen3' },
  });
  const message = `local is not running at ${dead} (the connection was refused): start it, or check its baseUrl`;
  expect(await toldTo(core, 'local/qwen3')).toEqual({ status: 502, type: 'api_error', message });
  expect(await core.call('providers.test', { id: 'local' })).toMatchObject({
    ok: false,
    error: { code: 'connection-refused', message },
  });
});

describe('a model that is not there', () => {
  const wayOut = '(check the name of the model, and the baseUrl)';
  const google = (message: string): Answer =>
    json({ error: { code: 404, message, status: 'NOT_FOUND' } }, 404);
  const missing: [wire: string, answer: Answer, told: string][] = [
    [
      'openai-chat',
      chatError(404, 'The model `gone` does not exist', 'model_not_found'),
      `up answered 404: The model \`gone\` does not exist ${wayOut}`,
    ],
    [
      'openai-responses',
      chatError(404, 'The model `gone` does not exist', 'model_not_found'),
      `up answered 404: The model \`gone\` does not exist ${wayOut}`,
    ],
    [
      'gemini',
      google('models/gone is not found for API version v1beta'),
      `up answered 404: models/gone is not found for API version v1beta ${wayOut}`,
    ],
    [
      'ollama',
      json({ error: "model 'gone' not found" }, 404),
      "up answered 404: model 'gone' not found: run `ollama pull gone`, or choose a model that `ollama list` shows",
    ],
    // Said in the client's own protocol, so it is passed on to the letter.
    ['anthropic', messageError(404, 'not_found_error', 'model: gone'), 'model: gone'],
  ];

  test.each(missing)('on %s', async (wire, answer, message) => {
    await using stage = await startStage(wire, () => answer);
    expect(await toldTo(stage.core, 'up/gone')).toEqual({ status: 404, type: 'not_found_error', message });
  });
});

describe('an Anthropic-compatible endpoint that refuses a field of ours', () => {
  const body = { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } };
  const refusal = 'context_management: Extra inputs are not permitted';
  const script = (request: { json: unknown }): Answer =>
    JSON.stringify(request.json).includes('context_management')
      ? messageError(400, 'invalid_request_error', refusal)
      : answerMessage(request, [text('Hello.')]);
  const takes = { contextManagement: true, betas: true };

  test('the switch that would help stands beside what it says, and helps', async () => {
    await using stage = await startStage('anthropic', script, { takes });
    expect(await toldTo(stage.core, 'up/glm', body)).toEqual({
      status: 400,
      type: 'invalid_request_error',
      message: `up answered 400: ${refusal} (set "takes": { "contextManagement": false } for this provider)`,
    });
    await using advised = await startStage('anthropic', script, {
      takes: { ...takes, contextManagement: false },
    });
    expect((await advised.core.send(ask('up/glm', body))).status).toBe(200);
  });

  test('Anthropic’s own refusal is passed on to the letter', async () => {
    await using stage = await startStage('anthropic', script, { preset: 'anthropic' });
    expect((await toldTo(stage.core, 'up/opus', body))?.message).toBe(refusal);
  });
});

describe('providers.test', () => {
  test.each([
    [
      'gemini',
      '/v1beta/models',
      {
        models: [
          { name: 'models/gemini-3-pro', supportedGenerationMethods: ['generateContent'] },
          { name: 'models/embedding-2', supportedGenerationMethods: ['embedContent'] },
        ],
      },
      ['gemini-3-pro'],
    ],
    ['ollama', '/api/tags', { models: [{ model: 'qwen3:8b', name: 'qwen3:8b' }] }, ['qwen3:8b']],
  ])('%s: the models that can chat', async (preset, path, list, models) => {
    await using stage = await startStage(preset, () => json(list), { preset });
    expect(await stage.core.call('providers.test', { id: 'up' })).toEqual({
      ok: true,
      latencyMs: expect.any(Number),
      models,
    });
    expect(stage.upstream.requests.map(({ method, url }) => `${method} ${url}`)).toContain(`GET ${path}`);
  });

  test('gemini: a key that Google calls an invalid argument is a refused key', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }];
    const error = { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT', details };
    await using stage = await startStage('gemini', () => json({ error }, 400), { preset: 'gemini' });
    expect(await stage.core.call('providers.test', { id: 'up' })).toMatchObject({
      ok: false,
      error: { code: 'key-refused', message: expect.stringContaining('API key not valid.') },
    });
    expect(await toldTo(stage.core, 'up/gemini-3-pro')).toMatchObject({
      status: 401,
      message: expect.stringContaining('API key not valid.'),
    });
  });

  test('gemini: such a key rests, and the next one answers', async () => {
    const error = { code: 400, message: 'no', details: [{ reason: 'API_KEY_INVALID' }] };
    const keys = ['env:WRONG_KEY', 'env:UPSTREAM_KEY'];
    await using upstream = await startUpstream((request) =>
      request.headers['x-goog-api-key'] === 'wrong'
        ? json({ error }, 400)
        : answerGemini(request, [says('Hello.')]),
    );
    await using core = await startTestCore(
      {
        providers: [{ id: 'up', preset: 'gemini', baseUrl: upstream.url, keys }],
        routes: { default: 'up/m' },
      },
      { env: { WRONG_KEY: 'wrong', UPSTREAM_KEY: 'right' } },
    );
    for (let count = 0; count < 4; count += 1) await core.send(ask('up/m'));
    const used = upstream.requests
      .filter(({ method }) => method === 'POST')
      .map(({ headers }) => headers['x-goog-api-key']);
    expect(used).toEqual(['wrong', 'right', 'right', 'right', 'right']);
  });

  test('vertex: credentials that give a token', async () => {
    const serviceAccountFile = await fileOf(serviceAccount((await startTokenEndpoint()).url));
    await using stage = await startStage('gemini', () => json({}), {
      preset: 'vertex',
      keys: [],
      serviceAccountFile,
    });
    expect(await stage.core.call('providers.test', { id: 'up' })).toMatchObject({
      ok: true,
      models: ['model'],
    });
  });
});
