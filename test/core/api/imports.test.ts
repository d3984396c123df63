import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeychainUnavailableError } from '../../../src-main/core/secrets/secret-store.ts';
import { ask, startTestCore, type TestCore } from '../../support/core.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { answerChat, says } from '../../upstream/openai-chat.ts';
import { startUpstream } from '../../upstream/scripted.ts';
import { fixture } from '../setup/importers/given.ts';

/** Imports through a whole core: its config file, its keychain, its routing. */

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'signalbox-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

const fixtures = [
  'claude-code-router.json',
  'claude-code-router-3.json',
  'claude-code-mux.toml',
  'litellm.yaml',
  'cc-switch.json',
];

const configText = (core: TestCore): string => readFileSync(join(core.dataDir, 'config.json'), 'utf8');

/** What an operation answered, of whatever shape: of one that was refused it is an error. */
async function answerOf(answer: Promise<unknown>): Promise<unknown> {
  return answer;
}

test('configs in their usual places are found', async () => {
  for (const [folder, name, text] of [
    ['.claude-code-router', 'config.json', fixture('claude-code-router.json')],
    ['.claude-code-mux', 'config.toml', fixture('claude-code-mux.toml')],
    ['.litellm', 'config.yaml', fixture('litellm.yaml')],
    ['.cc-switch', 'config.json', fixture('cc-switch.json')],
  ] as const) {
    mkdirSync(join(home, folder));
    writeFileSync(join(home, folder, name), text);
  }
  await using core = await startTestCore(undefined, { home });
  const { found } = await core.call('import.find');
  expect(found).toEqual([
    { tool: 'claude-code-router', path: join(home, '.claude-code-router', 'config.json') },
    { tool: 'claude-code-mux', path: join(home, '.claude-code-mux', 'config.toml') },
    { tool: 'cc-switch', path: join(home, '.cc-switch', 'config.json') },
    { tool: 'litellm', path: join(home, '.litellm', 'config.yaml') },
  ]);
  expect(await core.call('import.preview', { tool: 'litellm' })).toMatchObject({ tool: 'litellm' });
  expect(await core.call('import.preview', { path: '~/.cc-switch/config.json' })).toMatchObject({
    tool: 'cc-switch',
  });
  expect(await answerOf(core.call('import.preview'))).toMatchObject({
    error: { message: expect.stringContaining('several tools') },
  });
});

test('nothing is found in an empty home', async () => {
  await using core = await startTestCore(undefined, { home });
  expect(await core.call('import.find')).toEqual({ found: [] });
  expect(await answerOf(core.call('import.preview'))).toMatchObject({ error: { code: 'not-found' } });
});

describe.each(fixtures)('%s', (name) => {
  test('a preview changes nothing and shows no key; applied, keys are in the keychain and nowhere else', async () => {
    const secrets = memorySecrets();
    await using core = await startTestCore(undefined, { home, secrets });
    const before = { config: configText(core), keys: new Map(secrets.values) };
    const text = fixture(name);
    const planted = text.match(/planted-[\w-]+/g) ?? [];

    const preview = await core.call('import.preview', { text });
    expect(preview.carried.length).toBeGreaterThan(0);
    expect({ config: configText(core), keys: secrets.values }).toEqual(before);

    const applied = await core.call('import.apply', { text, expect: preview.hash });
    expect(applied).toEqual(preview);
    expect(await core.call('config.get')).toMatchObject({
      providers: applied.config['providers'] as object[],
    });
    for (const { name: key } of applied.keys)
      expect(planted.some((value) => secrets.values.get(key)?.includes(value))).toBe(true);
    const shown = JSON.stringify([preview, applied, core.notices]) + configText(core) + (await core.log());
    expect(planted.filter((key) => shown.includes(key))).toEqual([]);
  });
});

test('an import routes the next request to where it led before', async () => {
  await using upstream = await startUpstream((request) => answerChat(request, [says('hello')]));
  await using core = await startTestCore(undefined, { home });
  const text = JSON.stringify({
    Providers: [
      {
        name: 'Up Stream',
        api_base_url: `${upstream.url}/v1/chat/completions`,
        api_key: 'planted-up-0001',
        models: ['big', 'small'],
      },
    ],
    Router: { default: 'Up Stream,big', background: 'Up Stream,small' },
    APIKEY: 'planted-client-0002',
  });
  await core.call('import.apply', { text });
  const answer = await core.send(ask('claude-opus-5-5'));
  expect(await answer.text()).toContain('hello');
  expect(answer.headers.get('x-signalbox-target')).toBe('up-stream/big');
  const background = await core.send(ask('claude-haiku-4-5'), {
    headers: { authorization: 'Bearer planted-client-0002' },
  });
  await background.text();
  expect(background.headers.get('x-signalbox-target')).toBe('up-stream/small');
  expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual(
    Array(2).fill('Bearer planted-up-0001'),
  );
});

test('where there is no keychain nothing changes, and references to the environment still come over', async () => {
  const unavailable = async () => {
    throw new KeychainUnavailableError('there is none');
  };
  const secrets = { get: unavailable, set: unavailable, remove: unavailable };
  await using core = await startTestCore(undefined, { home, secrets });
  const before = configText(core);
  expect(await core.call('import.preview', { text: fixture('claude-code-mux.toml') })).toMatchObject({
    tool: 'claude-code-mux',
  });
  expect(await answerOf(core.call('import.apply', { text: fixture('claude-code-mux.toml') }))).toMatchObject({
    error: { code: 'keychain-unavailable' },
  });
  expect(configText(core)).toBe(before);

  const text = JSON.stringify({
    Providers: [{ name: 'a', api_base_url: 'https://a.example/v1', api_key: '$A_KEY', models: ['m'] }],
    Router: { default: 'a,m' },
  });
  expect(await core.call('import.apply', { text })).toMatchObject({ keys: [] });
  expect(JSON.parse(configText(core).replaceAll(/^\s*\/\/.*$/gm, ''))).toMatchObject({
    routes: { default: 'a/m' },
  });
});

test('a keychain that fails in between is left as it was', async () => {
  const secrets = memorySecrets();
  let calls = 0;
  await using core = await startTestCore(undefined, {
    home,
    secrets: {
      ...secrets,
      set: async (name, value) => {
        calls += 1;
        if (calls > 4) throw new KeychainUnavailableError('it was locked');
        return secrets.set(name, value);
      },
    },
  });
  const before = new Map(secrets.values);
  calls = 3;
  expect(
    await answerOf(core.call('import.apply', { text: fixture('claude-code-router.json') })),
  ).toMatchObject({
    error: { code: 'keychain-unavailable' },
  });
  expect(secrets.values).toEqual(before);
});

test('an outcome that is not the one of the preview is refused', async () => {
  await using core = await startTestCore(undefined, { home });
  const { hash } = await core.call('import.preview', { text: fixture('claude-code-mux.toml') });
  expect(
    await answerOf(core.call('import.apply', { text: fixture('claude-code-router.json'), expect: hash })),
  ).toMatchObject({ error: { message: expect.stringContaining('new preview') } });
  expect(await core.call('status.get')).toMatchObject({ routes: { default: 'demo/demo' } });
});

test('a secret that somebody else has under the name is not overwritten, the same one is used', async () => {
  const secrets = memorySecrets({ minimax: 'of another program', openrouter: 'planted-openrouter-0003' });
  await using core = await startTestCore(undefined, { home, secrets });
  const { config } = await core.call('import.apply', { text: fixture('claude-code-mux.toml') });
  expect(config['providers']).toMatchObject([
    { id: 'minimax', keys: ['keychain:minimax-2'] },
    { id: 'zai' },
    { id: 'openrouter', keys: ['keychain:openrouter'] },
    { id: 'kimi' },
    { id: 'own-server' },
  ]);
  expect(secrets.values.get('minimax')).toBe('of another program');
});

test('comments of the config stay', async () => {
  await using core = await startTestCore(undefined, { home });
  await core.call('import.apply', { text: fixture('cc-switch.json') });
  expect(configText(core)).toContain('// Who answers.');
});
