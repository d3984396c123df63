import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, clientToken, startTestCore, type TestCore } from '../support/core.ts';
import { noKeyring } from '../support/keyring-absent.ts';
import { memorySecrets } from '../support/memory-secrets.ts';
import { answerChat, says } from '../upstream/openai-chat.ts';
import { startUpstream, type ScriptedUpstream } from '../upstream/scripted.ts';

/** Changes that take effect in a running core, each for the very next request. */

const talking = async (word: string): Promise<ScriptedUpstream> =>
  startUpstream((request) => answerChat(request, [says(word)]));

async function answeredBy(core: TestCore): Promise<string | null> {
  const response = await core.send(ask('m'));
  await response.text();
  return response.headers.get('x-signalbox-target');
}

test('routes.set is in force for the next request, and stays in the file', async () => {
  await using upstream = await talking('hi');
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url }],
    routes: { default: 'a/x' },
  });
  expect(await core.call('routes.set', { route: 'default', use: 'a/y' })).toMatchObject({
    default: 'a/y',
    think: null,
  });
  expect(await answeredBy(core)).toBe('a/y');
  expect(JSON.parse(await readFile(join(core.dataDir, 'config.json'), 'utf8'))).toMatchObject({
    routes: { default: 'a/y' },
  });
});

test('config.set adds a provider that the next request can use, and refuses what is not valid', async () => {
  await using first = await talking('one');
  await using second = await talking('two');
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'openai-chat', baseUrl: first.url }],
    routes: { default: 'a/x' },
  });
  const config = await core.call('config.get');
  const providers = [
    ...(config['providers'] as object[]),
    { id: 'b', wire: 'openai-chat', baseUrl: second.url },
  ];
  await core.call('config.set', { config: { ...config, providers, routes: { default: 'b/z' } } });
  expect(await answeredBy(core)).toBe('b/z');
  const refused: unknown = await core.call('config.set', {
    config: { ...config, routes: { default: 'nobody/z' } },
  });
  expect(refused).toMatchObject({
    error: { code: 'invalid-config', message: expect.stringContaining('nobody') },
  });
  expect(await answeredBy(core)).toBe('b/z');
});

test('a changed file takes effect at once; a broken one is said, and the last good one stays', async () => {
  await using upstream = await talking('hi');
  const config = (use: string): string =>
    JSON.stringify({
      providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url }],
      routes: { default: use },
    });
  await using core = await startTestCore(JSON.parse(config('a/x')) as object);
  await writeFile(join(core.dataDir, 'config.json'), config('a/y'));
  await expect.poll(async () => answeredBy(core)).toBe('a/y');
  await writeFile(join(core.dataDir, 'config.json'), '{ "providers": ');
  await expect.poll(async () => (await core.call('status.get')).configError).toContain('config.json');
  expect(await answeredBy(core)).toBe('a/y');
  await writeFile(join(core.dataDir, 'config.json'), config('a/z'));
  await expect.poll(async () => answeredBy(core)).toBe('a/z');
  expect((await core.call('status.get')).configError).toBeUndefined();
});

describe('keys', () => {
  const secret = 'sk-a-key-set-while-running';

  test('a key set through the API is used by the next request, and is in no file, log, error or answer', async () => {
    await using upstream = await startUpstream((request) =>
      request.headers.authorization === `Bearer ${secret}`
        ? answerChat(request, [says('hi')])
        : {
            status: 401,
            headers: {},
            pieces: [`{"error":{"message":"no good: ${request.headers.authorization}"}}`],
          },
    );
    const secrets = memorySecrets();
    await using core = await startTestCore(
      {
        providers: [
          {
            id: 'a',
            wire: 'openai-chat',
            baseUrl: upstream.url,
            keys: ['keychain:a'],
            retry: { attempts: 1 },
          },
        ],
        routes: { default: 'a/x' },
        logging: { level: 'trace' },
      },
      { secrets },
    );
    expect((await core.send(ask('m'))).status).toBe(401);
    const answer = await core.call('keys.set', { name: 'a', value: secret });
    expect(answer).toEqual({});
    expect((await core.send(ask('m'))).status).toBe(200);
    expect(secrets.values.get('a')).toBe(secret);

    await core.call('keys.set', { name: 'a', value: `${secret}-that-is-refused` });
    const refused = await core.send(ask('m'));
    expect(refused.status).toBe(401);
    const places = [
      await refused.text(),
      JSON.stringify(await core.call('config.get')),
      JSON.stringify(await core.call('status.get')),
      JSON.stringify(await core.rows()),
      await readFile(join(core.dataDir, 'config.json'), 'utf8'),
      (await readFile(join(core.dataDir, 'usage.db'))).toString('latin1'),
      (await readFile(join(core.dataDir, 'usage.db-wal'))).toString('latin1'),
      await core.log(),
      core.notices.join('\n'),
    ];
    for (const place of places) expect(place).not.toContain(secret);
    expect(await core.call('keys.remove', { name: 'a' })).toEqual({});
    expect((await core.call('status.get')).providers[0]?.state).toBe('no-key');
  });

  test('a key written into the file moves to the keychain, and the move is said', async () => {
    await using upstream = await talking('hi');
    const secrets = memorySecrets();
    await using core = await startTestCore(
      {
        providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: [secret] }],
        routes: { default: 'a/x' },
      },
      { secrets },
    );
    expect((await core.send(ask('m'))).status).toBe(200);
    expect(upstream.requests[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(secrets.values.get('a')).toBe(secret);
    expect(await readFile(join(core.dataDir, 'config.json'), 'utf8')).toContain('keychain:a');
    expect(core.notices.join('\n')).toContain('keychain');
    expect(core.notices.join('\n')).not.toContain(secret);
  });
});

test('tokens that nobody gave are made once and kept where keys are kept', async () => {
  const secrets = memorySecrets();
  const noTokens = { SIGNALBOX_TOKEN: undefined, SIGNALBOX_ADMIN_TOKEN: undefined };
  const statuses = [];
  for (let start = 0; start < 2; start += 1) {
    await using core = await startTestCore(undefined, { secrets, env: noTokens });
    const made = secrets.values.get('client/claude-code') ?? '';
    expect(made.length).toBeGreaterThan(20);
    statuses.push((await core.send(ask('m'), { headers: { authorization: `Bearer ${made}` } })).status);
    statuses.push(
      (await core.send(ask('m'), { headers: { authorization: `Bearer ${clientToken}` } })).status,
    );
  }
  expect(statuses).toEqual([200, 401, 200, 401]);
  expect([...secrets.values.keys()].sort()).toEqual(['admin', 'client/claude-code']);
});

test('the demo answers streamed and whole for nothing, and the ledger knows no counts that nobody told', async () => {
  await using core = await startTestCore(undefined);
  const whole = await core.send(
    ask('claude-opus-5-5', { thinking: { type: 'enabled', budget_tokens: 2000 } }),
  );
  expect(await whole.json()).toMatchObject({
    type: 'message',
    stop_reason: 'end_turn',
    usage: { output_tokens: expect.any(Number) },
  });
  const streamed = await core.send(ask('claude-opus-5-5', { stream: true }));
  expect(await streamed.text()).toMatch(/event: message_start[\s\S]*`default`[\s\S]*event: message_stop/);
  expect(await core.rows()).toMatchObject([
    { route: 'default', target: 'demo/demo', inputTokens: null, outputTokens: null, costUsd: 0 },
    { route: 'default', target: 'demo/demo' },
  ]);
});

test('where there is no keychain, made tokens outlive a change of the config, and are told of once', async () => {
  await using core = await startTestCore(undefined, {
    secrets: noKeyring,
    env: { SIGNALBOX_TOKEN: undefined, SIGNALBOX_ADMIN_TOKEN: undefined },
  });
  await core.core.run('routes.set', { route: 'think', use: 'demo/deep' });
  const status = await fetch(`${core.address}/api/status.get`, {
    method: 'POST',
    headers: { authorization: `Bearer ${core.tokens.admin}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(status.status).toBe(200);
  const models = await fetch(`${core.address}/v1/models`, {
    headers: { 'x-api-key': core.tokens.clients[0]?.token ?? '' },
  });
  expect(models.status).toBe(200);
  expect(core.notices.filter((line) => line.includes('could not be kept'))).toHaveLength(2);
});
