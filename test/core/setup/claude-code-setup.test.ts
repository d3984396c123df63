import { chmod, lstat, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { underWay } from '../../../src-main/core/setup/claude-code/record.ts';
import { KeychainUnavailableError } from '../../../src-main/core/secrets/secret-store.ts';
import { address, given, token, type Given } from './given.ts';

const usersToken = 'sk-ant-token-of-the-user-1234';

async function env(machine: Given): Promise<Record<string, unknown>> {
  return JSON.parse((await machine.read()) ?? '{}').env;
}

/** Windows has no such modes. */
const modeOf = (mode: number): unknown => (process.platform === 'win32' ? expect.any(Number) : mode);

/** Everything that lies in the data folder, as one text. */
async function dataFolder({ dataDir }: Given): Promise<string> {
  const names = await readdir(dataDir);
  const texts = await Promise.all(names.map(async (name) => readFile(join(dataDir, name), 'utf8')));
  return texts.join('\n');
}

describe('an apply', () => {
  test('sets the address, our token, hint headers and model discovery', async () => {
    const machine = await given();
    await machine.setup.apply({});
    expect(await env(machine)).toEqual({
      ANTHROPIC_BASE_URL: address,
      ANTHROPIC_AUTH_TOKEN: token,
      CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1',
      CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1',
    });
  });

  test('that keeps the login puts our token among the custom headers, before those of the user', async () => {
    const machine = await given(JSON.stringify({ env: { ANTHROPIC_CUSTOM_HEADERS: 'x-mine: 1' } }));
    await machine.setup.apply({ mode: 'login' });
    expect(await env(machine)).toEqual({
      ANTHROPIC_CUSTOM_HEADERS: `x-signalbox-token: ${token}\nx-mine: 1`,
      ANTHROPIC_BASE_URL: address,
      CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1',
    });
  });

  test('changes only what it says, in the order and the layout of the file', async () => {
    const text = '{\n\t"model": "opus",\r\n\t"env": {\n\t\t"FOO": "1"\n\t},\n\t"hooks": {}\n}';
    const machine = await given(text);
    await machine.setup.apply({});
    const after = await machine.read();
    expect(after?.startsWith('{\n\t"model": "opus",\r\n\t"env": {\n\t\t"FOO": "1",')).toBe(true);
    expect(after?.endsWith('\n\t},\n\t"hooks": {}\n}')).toBe(true);
  });

  test('takes aliases, a context size and a status line, and keeps them until they are unset', async () => {
    const machine = await given();
    await machine.setup.apply({ aliases: { opus: 'smart' }, contextTokens: 200_000, statusLine: true });
    await machine.setup.apply({ aliases: { haiku: 'small' } });
    const settings = JSON.parse((await machine.read()) ?? '');
    expect(settings).toMatchObject({
      env: {
        ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-signalbox/smart',
        ANTHROPIC_DEFAULT_HAIKU_MODEL: 'claude-signalbox/small',
        CLAUDE_CODE_MAX_CONTEXT_TOKENS: '200000',
        CLAUDE_CODE_DISABLE_1M_CONTEXT: '1',
      },
      statusLine: { type: 'command', command: 'signalbox statusline' },
    });
    await machine.setup.apply({
      aliases: { opus: null, haiku: null },
      contextTokens: null,
      statusLine: false,
    });
    expect(Object.keys(JSON.parse((await machine.read()) ?? ''))).toEqual(['env']);
    expect(Object.keys(await env(machine))).toHaveLength(4);
  });

  test.skipIf(process.platform === 'win32')('follows a link to the file and keeps its mode', async () => {
    const machine = await given();
    const target = join(machine.home, 'dotfiles.json');
    await writeFile(target, '{}\n');
    await chmod(target, 0o640);
    await mkdir(join(machine.home, '.claude'));
    await symlink(target, machine.settingsPath);
    await machine.setup.apply({});
    expect((await lstat(machine.settingsPath)).isSymbolicLink()).toBe(true);
    expect((await stat(target)).mode & 0o777).toEqual(modeOf(0o640));
    expect(await readFile(target, 'utf8')).toContain(address);
    await machine.setup.undo({});
    expect(await readFile(target, 'utf8')).toBe('{}\n');
  });

  test('makes a missing file for its owner alone, and the undo removes it and its folder', async () => {
    const machine = await given();
    await machine.setup.apply({});
    expect((await stat(machine.settingsPath)).mode & 0o777).toEqual(modeOf(0o600));
    await machine.setup.undo({});
    expect(await readdir(machine.home)).toEqual(['data']);
  });

  test('leaves a malformed file as it is, comments included, and says the place', async () => {
    for (const text of ['{ "env": ', '{\n  // mine\n  "env": {}\n}', '[]', '{ "a": 1, "a": 2 }']) {
      const machine = await given(text);
      await expect(machine.setup.apply({})).rejects.toThrow(/settings\.json is left as it is: /);
      expect(await machine.read()).toBe(text);
      expect(await machine.setup.status({})).toMatchObject({ state: 'malformed', canUndo: false });
      expect((await machine.setup.preview({})).problem).toContain(machine.settingsPath);
    }
  });

  test('leaves a file alone whose env is no object', async () => {
    const machine = await given('{ "env": "none" }');
    expect((await machine.setup.preview({})).problem).toContain('"env" is not an object');
  });

  test('needs a token of a client, and a status line only where there is one', async () => {
    const machine = await given();
    await expect(machine.with({}, { token: undefined }).apply({})).rejects.toThrow('has no token');
    await expect(machine.with({ statusLineCommand: undefined }).apply({ statusLine: true })).rejects.toThrow(
      'no status line',
    );
    expect(await machine.read()).toBeUndefined();
  });

  test('takes a settings file by its path, and no other text for one', async () => {
    const machine = await given();
    await machine.setup.apply({ settingsPath: '~/other/settings.json' });
    expect(await readFile(join(machine.home, 'other', 'settings.json'), 'utf8')).toContain(address);
    await expect(machine.setup.apply({ settingsPath: 'settings.json' })).rejects.toThrow('settingsPath');
    await expect(machine.setup.apply({ settingsPath: '/etc/passwd' })).rejects.toThrow('settingsPath');
    expect(machine.with({ env: { CLAUDE_CONFIG_DIR: '/elsewhere' } }).settingsPath({})).toBe(
      join('/elsewhere', 'settings.json'),
    );
  });

  test('never sets the address of every interface', async () => {
    const machine = await given();
    await machine.with({}, { address: 'http://0.0.0.0:4000' }).apply({});
    expect(await env(machine)).toHaveProperty('ANTHROPIC_BASE_URL', 'http://127.0.0.1:4000');
  });
});

describe('a secret', () => {
  const before = {
    ANTHROPIC_AUTH_TOKEN: usersToken,
    ANTHROPIC_BASE_URL: 'http://me:hunter22@proxy.example/',
  };

  test('that had to go is in the keychain, in no file of ours, and comes back', async () => {
    const machine = await given(JSON.stringify({ env: { ...before, OTHER_API_KEY: 'key-of-another-tool' } }));
    await machine.setup.apply({});
    expect([...machine.secrets.values.values()].join()).toContain(usersToken);
    const kept = await dataFolder(machine);
    for (const secret of [usersToken, 'hunter22', token, 'key-of-another-tool'])
      expect(kept).not.toContain(secret);
    for (const name of await readdir(machine.dataDir)) {
      expect((await stat(join(machine.dataDir, name))).mode & 0o777).toEqual(modeOf(0o600));
    }
    await machine.setup.undo({});
    expect(await env(machine)).toEqual({ ...before, OTHER_API_KEY: 'key-of-another-tool' });
    expect(machine.secrets.values.size).toBe(0);
  });

  test('is shown by its end at most', async () => {
    const machine = await given(JSON.stringify({ env: before }));
    const preview = await machine.setup.preview({});
    expect(preview.changes).toContainEqual({
      path: 'env.ANTHROPIC_AUTH_TOKEN',
      before: 'sk-ant-…1234',
      after: 'sbx-…wxyz',
    });
    expect(preview.changes).toContainEqual({
      path: 'env.ANTHROPIC_BASE_URL',
      before: 'http://…@proxy.example/',
      after: address,
    });
    const answers = JSON.stringify([preview, await machine.setup.apply({}), await machine.setup.status({})]);
    for (const secret of [usersToken, 'hunter22', token]) expect(answers).not.toContain(secret);
  });

  test('that no keychain would keep is not replaced', async () => {
    const text = JSON.stringify({ env: before });
    const machine = await given(text);
    const refuse = async () => Promise.reject(new KeychainUnavailableError('locked'));
    const setup = machine.with({ secrets: { get: refuse, set: refuse, remove: refuse } });
    await expect(setup.apply({})).rejects.toThrow(KeychainUnavailableError);
    expect(await machine.read()).toBe(text);
    await machine.write('{}');
    await setup.apply({});
    expect(await machine.read()).toContain(token);
  });
});

describe('a set-up again', () => {
  test('with another port, token and mode still leads back to what stood there first', async () => {
    const text = `${JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://first.example' } }, null, 2)}\n`;
    const machine = await given(text);
    await machine.setup.apply({});
    const moved = { address: 'http://127.0.0.1:5000', token: 'another-token-of-the-client' };
    await machine.with({}, moved).apply({ mode: 'login' });
    expect(await env(machine)).toEqual({
      ANTHROPIC_BASE_URL: moved.address,
      ANTHROPIC_CUSTOM_HEADERS: `x-signalbox-token: ${moved.token}`,
      CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1',
    });
    const undone = await machine.setup.undo({});
    expect(undone.keys).toContainEqual({ path: 'env.ANTHROPIC_BASE_URL', outcome: 'restored' });
    expect(await machine.read()).toBe(text);
  });

  test('shows a key that the user changed since, and the undo gives back that change', async () => {
    const machine = await given();
    await machine.setup.apply({});
    await machine.write(((await machine.read()) ?? '').replace(address, 'https://edited.example'));
    expect((await machine.setup.preview({})).changes).toEqual([
      { path: 'env.ANTHROPIC_BASE_URL', before: 'https://edited.example', after: address },
    ]);
    await machine.setup.apply({});
    await machine.setup.undo({});
    expect(await env(machine)).toEqual({ ANTHROPIC_BASE_URL: 'https://edited.example' });
  });
});

describe('a set-up that is cut off before the settings are written', () => {
  /** Leaves the record as it is when the machine dies between the two writes, and the settings as they were. */
  async function cutOff(machine: Given, again: Given['setup']): Promise<void> {
    const settings = await machine.read();
    const record = join(machine.dataDir, 'claude-code-setup.json');
    const before = JSON.parse(await readFile(record, 'utf8')).files[machine.settingsPath];
    await again.apply({ mode: 'login' });
    const after = JSON.parse(await readFile(record, 'utf8')).files[machine.settingsPath];
    const files = { [machine.settingsPath]: underWay(before, after) };
    await writeFile(record, JSON.stringify({ version: 1, files }));
    await machine.write(settings ?? '');
  }
  const moved = { address: 'http://127.0.0.1:5000', token: 'another-token-of-the-client' };

  test('is undone all the same', async () => {
    const machine = await given('{ "env": { "ANTHROPIC_BASE_URL": "https://first.example" } }');
    await machine.setup.apply({});
    await cutOff(machine, machine.with({}, moved));
    await machine.setup.undo({});
    expect(await env(machine)).toEqual({ ANTHROPIC_BASE_URL: 'https://first.example' });
  });

  test('can be done again, and leads back to what stood there first', async () => {
    const machine = await given('{ "env": { "ANTHROPIC_BASE_URL": "https://first.example" } }');
    await machine.setup.apply({});
    await cutOff(machine, machine.with({}, moved));
    await machine.with({}, moved).apply({});
    await machine.setup.undo({});
    expect(await env(machine)).toEqual({ ANTHROPIC_BASE_URL: 'https://first.example' });
  });

  test('since they cannot be written leaves the record as it was', async () => {
    const machine = await given('{}');
    await machine.setup.apply({});
    const record = join(machine.dataDir, 'claude-code-setup.json');
    const before = await readFile(record, 'utf8');
    // As long as a name may be, so that none is left for the file that would replace it.
    const settingsPath = join(machine.home, `${'a'.repeat(250)}.json`);
    await expect(machine.setup.apply({ settingsPath })).rejects.toThrow('cannot be written');
    expect(await readFile(record, 'utf8')).toBe(before);
  });
});

describe('an undo', () => {
  test('says of each key what became of it', async () => {
    const machine = await given(JSON.stringify({ env: { CLAUDE_CODE_GATEWAY_HINT_HEADERS: '0' } }));
    await machine.setup.apply({});
    await machine.write(((await machine.read()) ?? '').replace(address, 'https://edited.example'));
    expect((await machine.setup.undo({})).keys).toEqual([
      { path: 'env.ANTHROPIC_BASE_URL', outcome: 'left' },
      { path: 'env.ANTHROPIC_AUTH_TOKEN', outcome: 'removed' },
      { path: 'env.CLAUDE_CODE_GATEWAY_HINT_HEADERS', outcome: 'restored' },
      { path: 'env.CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY', outcome: 'removed' },
    ]);
    expect(await env(machine)).toEqual({
      CLAUDE_CODE_GATEWAY_HINT_HEADERS: '0',
      ANTHROPIC_BASE_URL: 'https://edited.example',
    });
  });

  test('where nothing was set up does nothing', async () => {
    const machine = await given('{ "env": { "CLAUDE_CODE_GATEWAY_HINT_HEADERS": "1" } }');
    expect((await machine.setup.undo({})).keys).toEqual([]);
    expect(await machine.read()).toBe('{ "env": { "CLAUDE_CODE_GATEWAY_HINT_HEADERS": "1" } }');
    expect(await readdir(machine.dataDir)).toEqual([]);
  });

  test('removes our token from a file whose env the user has broken only as far as it can be read', async () => {
    const machine = await given();
    await machine.setup.apply({ statusLine: true });
    const settings = JSON.parse((await machine.read()) ?? '');
    await machine.write(JSON.stringify({ ...settings, env: 5 }));
    await machine.setup.undo({});
    expect(JSON.parse((await machine.read()) ?? '')).toEqual({ env: 5 });
  });
});

describe('without a record, as after a reinstall', () => {
  async function forgotten(choices: Parameters<Given['setup']['apply']>[0], text?: string): Promise<Given> {
    const machine = await given(text);
    await machine.setup.apply(choices);
    await rm(machine.dataDir, { recursive: true });
    await mkdir(machine.dataDir);
    machine.secrets.values.clear();
    return machine;
  }
  const fresh = { address: 'http://127.0.0.1:4321', token: 'sbx-new', tokens: ['sbx-new'] };

  test.each(['token', 'login'] as const)('all that only we write goes, in mode %s', async (mode) => {
    const machine = await forgotten(
      { mode, aliases: { opus: 'smart' }, contextTokens: 200_000, statusLine: true },
      '{ "env": { "FOO": "1", "ANTHROPIC_CUSTOM_HEADERS": "x-mine: 1" }, "model": "opus" }',
    );
    const setup = machine.with({}, fresh);
    expect(await setup.status({})).toMatchObject({ state: 'changed', mode, canUndo: true });
    await setup.undo({});
    expect(JSON.parse((await machine.read()) ?? '')).toEqual({
      env: { FOO: '1', ANTHROPIC_CUSTOM_HEADERS: 'x-mine: 1' },
      model: 'opus',
    });
  });

  test('a switch that anybody may have set stays where the base URL is not ours', async () => {
    const machine = await forgotten({});
    await machine.write(((await machine.read()) ?? '').replace(address, 'https://edited.example'));
    await machine.with({}, fresh).undo({});
    expect(await env(machine)).toEqual({
      ANTHROPIC_BASE_URL: 'https://edited.example',
      CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1',
      CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1',
    });
  });

  test('a router of somebody else on this machine is not taken for us', async () => {
    const text =
      '{ "env": { "ANTHROPIC_BASE_URL": "http://127.0.0.1:3456", "ANTHROPIC_AUTH_TOKEN": "any" } }';
    const machine = await given(text);
    expect(await machine.setup.status({})).toMatchObject({ state: 'set-elsewhere', canUndo: false });
    await machine.setup.undo({});
    expect(await machine.read()).toBe(text);
  });

  test('a set-up keeps the mode and aliases that it finds, and leads back to nothing of ours', async () => {
    const machine = await forgotten({ mode: 'login', aliases: { opus: 'smart' } });
    const setup = machine.with({}, fresh);
    await setup.apply({});
    expect(await env(machine)).toMatchObject({
      ANTHROPIC_CUSTOM_HEADERS: 'x-signalbox-token: sbx-new',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-signalbox/smart',
      ANTHROPIC_BASE_URL: fresh.address,
    });
    await setup.undo({});
    expect(await machine.read()).toBe('{}\n');
    expect(machine.secrets.values.size).toBe(0);
  });

  test('a record that is cut short counts as none', async () => {
    const machine = await given('{}');
    await machine.setup.apply({});
    await writeFile(join(machine.dataDir, 'claude-code-setup.json'), '{ "version": 1, "fi');
    await machine.setup.undo({});
    expect(await machine.read()).toBe('{}');
  });
});

describe('the state', () => {
  test('follows the settings', async () => {
    const machine = await given();
    const state = async () => (await machine.setup.status({})).state;
    expect(await state()).toBe('not-set');
    await machine.setup.apply({});
    expect(await machine.setup.status({})).toMatchObject({
      state: 'set',
      address,
      mode: 'token',
      canUndo: true,
      choices: { mode: 'token', aliases: {}, contextTokens: null, statusLine: false },
    });
    expect(await machine.with({}, { address: 'http://127.0.0.1:5000' }).status({})).toMatchObject({
      state: 'changed',
      canUndo: true,
    });
    const rotated = { token: 'another-token', tokens: ['another-token'] };
    expect(await machine.with({}, rotated).status({})).toMatchObject({ state: 'changed', mode: 'token' });
    await machine.write(
      ((await machine.read()) ?? '').replace('"CLAUDE_CODE_GATEWAY_HINT_HEADERS": "1"', '"FOO": "1"'),
    );
    expect(await state()).toBe('changed');
    await machine.write('{ "env": { "ANTHROPIC_BASE_URL": "https://edited.example" } }');
    expect(await machine.setup.status({})).toMatchObject({ state: 'set-elsewhere', canUndo: false });
    await machine.write('{}');
    expect(await state()).toBe('not-set');
  });

  test('of settings that lead here by hand is set', async () => {
    const machine = await given(
      JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'http://localhost:4000/', ANTHROPIC_AUTH_TOKEN: token } }),
    );
    expect(await machine.setup.status({})).toMatchObject({ state: 'set', mode: 'token', choices: null });
  });
});
