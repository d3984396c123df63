import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClaudeCodeWanted } from '../../../src-main/contract/claude-code.ts';
import { given, type Given } from './given.ts';

/** The codes and places of what is said about an apply. */
async function warned(setup: Given['setup'], wanted: ClaudeCodeWanted = {}): Promise<string[]> {
  const { warnings } = await setup.preview(wanted);
  return warnings.map(({ code, where }) => `${code} in ${where}`);
}

async function project(machine: Given, name: string, settings: object): Promise<string> {
  const folder = join(machine.home, 'project');
  await mkdir(join(folder, '.claude'), { recursive: true });
  await writeFile(join(folder, '.claude', name), JSON.stringify(settings));
  return folder;
}

test('nothing is said where nothing is in the way', async () => {
  const machine = await given('{ "env": { "FOO": "1", "CLAUDE_CODE_USE_BEDROCK": "0" } }');
  expect(await warned(machine.setup)).toEqual([]);
});

test.each(['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'])(
  '%s, which sends everything elsewhere, is seen in the settings and in the environment',
  async (name) => {
    const machine = await given(JSON.stringify({ env: { [name]: 'true' } }));
    expect(await warned(machine.with({ env: { [name]: '1' } }))).toEqual([
      `cloud in ${machine.settingsPath}`,
      'cloud in the environment',
    ]);
  },
);

test('an API key is seen, and is worse for a login', async () => {
  const machine = await given(
    '{ "env": { "ANTHROPIC_API_KEY": "sk-ant-key-of-the-user" }, "apiKeyHelper": "x" }',
  );
  const { warnings } = await machine.setup.preview({ mode: 'login' });
  expect(warnings.map(({ code }) => code)).toEqual(['api-key', 'api-key-helper', 'login-unused']);
  expect(warnings[0]?.message).toContain('in place of your Claude login');
  expect(JSON.stringify(warnings)).not.toContain('key-of-the-user');
  expect((await machine.setup.preview({})).warnings[0]?.message).toContain('sent along with our token');
});

test('another token takes the place of a login', async () => {
  const machine = await given('{ "env": { "ANTHROPIC_AUTH_TOKEN": "token-of-another" } }');
  const setup = machine.with({ env: { ANTHROPIC_AUTH_TOKEN: 'token-of-the-shell' } });
  expect(await warned(setup, { mode: 'login' })).toEqual([
    'auth-token in the environment',
    `auth-token in ${machine.settingsPath}`,
    'login-unused in config.json',
  ]);
  expect(await warned(setup)).toEqual([]);
});

test('an exported base URL is seen, unless it is ours', async () => {
  const machine = await given();
  const env = { ANTHROPIC_BASE_URL: 'http://me:secret@elsewhere.example' };
  const [warning] = (await machine.with({ env }).preview({})).warnings;
  expect(warning).toMatchObject({ code: 'base-url', where: 'the environment' });
  expect(warning?.message).not.toContain('secret');
  expect(await warned(machine.with({ env: { ANTHROPIC_BASE_URL: 'http://localhost:4000/' } }))).toEqual([]);
});

test.each(['HTTPS_PROXY', 'http_proxy'])(
  '%s would be asked for our address, unless it is excepted',
  async (name) => {
    const machine = await given();
    const env = { [name]: 'http://proxy.example:3128' };
    expect(await warned(machine.with({ env }))).toEqual(['proxy in the environment']);
    expect(await warned(machine.with({ env: { ...env, NO_PROXY: 'localhost, 127.0.0.1' } }))).toEqual([]);
    await machine.write('{ "env": { "no_proxy": "*" } }');
    expect(await warned(machine.with({ env }))).toEqual([]);
  },
);

test('settings of a project win against ours', async () => {
  const machine = await given();
  const projectFolder = await project(machine, 'settings.local.json', {
    env: { ANTHROPIC_BASE_URL: 'https://elsewhere.example', ANTHROPIC_CUSTOM_HEADERS: 'x-team: a' },
  });
  const where = join(projectFolder, '.claude', 'settings.local.json');
  expect(await warned(machine.setup, { projectFolder })).toEqual([`overridden in ${where}`]);
  expect(await warned(machine.setup, { projectFolder, mode: 'login' })).toEqual([
    `overridden in ${where}`,
    `overridden in ${where}`,
    'login-unused in config.json',
  ]);
});

test.skipIf(process.platform === 'win32')(
  'settings of an administrator win against ours, each file of the folder',
  async () => {
    const machine = await given();
    const files: Record<string, string> = {
      '/etc/claude-code/managed-settings.json': '{ "env": { "CLAUDE_CODE_GATEWAY_HINT_HEADERS": "1" } }',
      '/etc/claude-code/managed-settings.d/10-cloud.json': '{ "env": { "CLAUDE_CODE_USE_BEDROCK": "1" } }',
      '/etc/claude-code/managed-settings.d/20-broken.json': '{ "env": ',
    };
    const disk = {
      readText: async (path: string) => files[path],
      list: async () => ['20-broken.json', '10-cloud.json', 'README'],
    };
    expect(await warned(machine.with({ disk }))).toEqual([
      'unreadable in /etc/claude-code/managed-settings.d/20-broken.json',
      'cloud in /etc/claude-code/managed-settings.d/10-cloud.json',
    ]);
  },
);

test.skipIf(process.platform === 'win32')('a file that may not be read is named', async () => {
  const machine = await given();
  const disk = {
    readText: async () => Promise.reject(new Error('EACCES: permission denied')),
    list: async () => undefined,
  };
  expect(await warned(machine.with({ disk }))).toEqual([
    'unreadable in /etc/claude-code/managed-settings.json',
  ]);
});

test('a provider that is our own address is a circle', async () => {
  const machine = await given();
  const provider = { wire: 'anthropic', hasKeys: true };
  const providers = [
    { ...provider, id: 'mirror', baseUrl: 'http://localhost:4000/v1' },
    { ...provider, id: 'other', baseUrl: 'http://127.0.0.1:4001' },
  ];
  expect(await warned(machine.with({}, { providers }))).toEqual(['loop in the provider mirror']);
});

test('a base URL of ours under another port is known for what it is', async () => {
  const machine = await given();
  await machine.with({}, { address: 'http://127.0.0.1:4999' }).apply({ settingsPath: machine.settingsPath });
  const reinstalled = machine.with({ dataDir: machine.home });
  expect(await warned(reinstalled)).toEqual([`earlier-signalbox in ${machine.settingsPath}`]);
});

test('what keeps the models from being listed is seen whatever its value, but for a login, which lists none', async () => {
  const machine = await given('{ "env": { "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "0" } }');
  const provider = {
    id: 'anthropic',
    wire: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    hasKeys: false,
  };
  const setup = machine.with({}, { providers: [provider] });
  expect(await warned(setup)).toEqual([`no-discovery in ${machine.settingsPath}`]);
  expect(await warned(setup, { mode: 'login' })).toEqual([]);
});

test('a token that does not last and a model that nobody knows are said', async () => {
  const machine = await given();
  const setup = machine.with({}, { isTokenKept: false, knowsModel: (name) => name === 'smart' });
  expect(await warned(setup, { aliases: { opus: 'smart', haiku: 'unknown' } })).toEqual([
    'token-not-kept in the keychain',
    'unknown-model in config.json',
  ]);
});
