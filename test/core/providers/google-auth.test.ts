import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RequestError } from '../../../src-main/core/errors.ts';
import { createGoogleAuth } from '../../../src-main/core/providers/google-auth.ts';
import { json } from '../../upstream/scripted.ts';
import { fileOf, granted, keyMaterial, serviceAccount, startTokenEndpoint } from './google-tokens.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const minuteMs = 60_000;

async function setUp(script?: Parameters<typeof startTokenEndpoint>[0]) {
  const endpoint = await startTokenEndpoint(script);
  const serviceAccountFile = await fileOf(serviceAccount(`${endpoint.url}/token`));
  const clock = { nowMs: 1_700_000_000_000 };
  return { endpoint, serviceAccountFile, clock, now: () => clock.nowMs };
}

async function failureOf(promise: Promise<unknown>): Promise<RequestError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof RequestError)) throw error;
  expect(error).toMatchObject({ kind: 'authentication', status: 401 });
  return error;
}

describe('a service account', () => {
  test('gets its token from the endpoint that its file names, for an assertion addressed to it', async () => {
    const { endpoint, ...options } = await setUp();
    expect(await createGoogleAuth(options).accessToken()).toBe('token-1');
    const form = new URLSearchParams(endpoint.requests[0]?.bytes.toString());
    const claims: unknown = JSON.parse(
      Buffer.from(form.get('assertion')?.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(endpoint.requests[0]?.url).toBe('/token');
    expect(claims).toMatchObject({
      iss: 'signalbox@test.iam.gserviceaccount.com',
      aud: `${endpoint.url}/token`,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
    });
  });

  test('keeps its token as long as it is good', async () => {
    const { endpoint, clock, ...options } = await setUp();
    const auth = createGoogleAuth(options);
    await auth.accessToken();
    clock.nowMs += 50 * minuteMs;
    expect(await auth.accessToken()).toBe('token-1');
    expect(endpoint.requests).toHaveLength(1);
  });

  test('fetches the next token before the old one expires, while that one still serves', async () => {
    const { endpoint, clock, ...options } = await setUp();
    const auth = createGoogleAuth(options);
    await auth.accessToken();
    clock.nowMs += 57 * minuteMs;
    expect(await Promise.all([auth.accessToken(), auth.accessToken()])).toEqual(['token-1', 'token-1']);
    await expect.poll(() => auth.accessToken()).toBe('token-2');
    expect(endpoint.requests).toHaveLength(2);
  });

  test('fetches one token for all who wait for it', async () => {
    const { endpoint, ...options } = await setUp();
    const auth = createGoogleAuth(options);
    expect(await Promise.all([auth.accessToken(), auth.accessToken()])).toEqual(['token-1', 'token-1']);
    expect(endpoint.requests).toHaveLength(1);
  });

  test('waits for a new token where the old one is over', async () => {
    const { clock, ...options } = await setUp();
    const auth = createGoogleAuth(options);
    await auth.accessToken();
    clock.nowMs += 61 * minuteMs;
    expect(await auth.accessToken()).toBe('token-2');
  });

  test('goes on with its token when a refresh fails, and fails once that is over', async () => {
    const { endpoint, clock, ...options } = await setUp((index) =>
      index === 0 ? granted() : json({ error: 'internal_failure' }, 503),
    );
    const auth = createGoogleAuth(options);
    await auth.accessToken();
    clock.nowMs += 57 * minuteMs;
    expect(await auth.accessToken()).toBe('token-1');
    await expect.poll(() => endpoint.requests.length).toBe(2);
    expect(await auth.accessToken()).toBe('token-1');
    clock.nowMs += 10 * minuteMs;
    expect((await failureOf(auth.accessToken())).message).toMatch(/503 internal_failure/);
  });

  test('gets a token again after a failure', async () => {
    const {
      clock: _clock,
      endpoint: _endpoint,
      ...options
    } = await setUp((index) => (index === 0 ? json({ error: 'internal_failure' }, 503) : granted()));
    const auth = createGoogleAuth(options);
    await failureOf(auth.accessToken());
    expect(await auth.accessToken()).toBe('token-2');
  });
});

describe('a failure says what to do', () => {
  test.each([
    [
      'refused',
      json({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }, 400),
      /refused.*invalid_grant.*clock/,
    ],
    ['broken', json({ error: 'backend_error' }, 500), /500 backend_error.*try again/],
    ['without a token', json({ expires_in: 3600 }), /cannot be used/],
  ])('the token endpoint: %s', async (_name, answer, message) => {
    const { serviceAccountFile } = await setUp(() => answer);
    expect((await failureOf(createGoogleAuth({ serviceAccountFile }).accessToken())).message).toMatch(
      message,
    );
  });

  test('the token endpoint: unreachable', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    server.close();
    await once(server, 'close');
    const serviceAccountFile = await fileOf(serviceAccount(`http://127.0.0.1:${port}/token`));
    const { message } = await failureOf(createGoogleAuth({ serviceAccountFile }).accessToken());
    expect(message).toMatch(/cannot be reached \(ECONNREFUSED\)/);
  });

  test('the file: missing', async () => {
    const serviceAccountFile = `${dirname(await fileOf(''))}/nowhere.json`;
    const { message } = await failureOf(createGoogleAuth({ serviceAccountFile }).accessToken());
    expect(message).toMatch(/nowhere\.json cannot be read: check serviceAccountFile/);
  });

  test.each([
    ['no JSON', `{"private_key": "${keyMaterial}`, /is not JSON/],
    ['of a user', '{"type":"authorized_user"}', /no key of a service account/],
    ['a list', '[]', /no key of a service account/],
    ['without a key', serviceAccount('http://127.0.0.1/', { private_key: undefined }), /damaged/],
    [
      'with half a key',
      serviceAccount('http://127.0.0.1/', {
        private_key: `-----BEGIN PRIVATE KEY-----\n${keyMaterial.slice(0, 200)}\n-----END PRIVATE KEY-----\n`,
      }),
      /damaged/,
    ],
  ])('the file: %s', async (_name, content, message) => {
    const serviceAccountFile = await fileOf(content);
    expect((await failureOf(createGoogleAuth({ serviceAccountFile }).accessToken())).message).toMatch(
      message,
    );
  });

  test('the machine: it has no credentials', async () => {
    withoutCredentials(dirname(await fileOf('')));
    const { message } = await failureOf(createGoogleAuth().accessToken());
    expect(message).toMatch(/gcloud auth application-default login/);
  });

  test('the machine: its login was withdrawn', async () => {
    const login = {
      type: 'authorized_user',
      client_id: 'a',
      client_secret: 'secret',
      refresh_token: 'refresh-me',
    };
    const file = await fileOf(JSON.stringify(login), 'application_default_credentials.json');
    withoutCredentials(dirname(file));
    const refuse = async () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    const error = await failureOf(createGoogleAuth({ fetch: refuse }).accessToken());
    expect(error.message).toMatch(/refused.*invalid_grant.*gcloud auth application-default login/);
    expect(inspect(error, { depth: 10 })).not.toMatch(/refresh-me|secret/);
  });
});

test("the machine's own login gets its token", async () => {
  const login = {
    type: 'authorized_user',
    client_id: 'a',
    client_secret: 'secret',
    refresh_token: 'refresh-me',
  };
  const file = await fileOf(JSON.stringify(login), 'application_default_credentials.json');
  withoutCredentials(dirname(file));
  const grant = async () => Response.json({ access_token: 'mine', expires_in: 3600 });
  expect(await createGoogleAuth({ fetch: grant }).accessToken()).toBe('mine');
});

test('no failure shows the key or the assertion made with it', async () => {
  const { serviceAccountFile } = await setUp(() => json({ error: 'invalid_grant' }, 400));
  const damaged = await fileOf(serviceAccount('http://127.0.0.1/').slice(0, -10));
  for (const file of [serviceAccountFile, damaged]) {
    const error = await failureOf(createGoogleAuth({ serviceAccountFile: file }).accessToken());
    const shown = inspect(error, { depth: 10 });
    expect(shown).not.toContain(keyMaterial.slice(0, 20));
    expect(shown).not.toContain('eyJ');
  }
});

/** Leaves the machine nothing but what a folder holds: no variables, and no metadata server. */
function withoutCredentials(folder: string): void {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  vi.stubEnv('google_application_credentials', '');
  vi.stubEnv('CLOUDSDK_CONFIG', folder);
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
}
