import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src-main/core/config/store.ts';
import { minimal, openTestConfig, temporaryFolder } from './open-test-config.ts';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
/** Windows knows no such modes. */
const ownerOnly = (mode: number): unknown => (process.platform === 'win32' ? expect.any(Number) : mode);

describe('the first start', () => {
  test('makes the folder and a commented config for the owner alone, which answers with the demo', async () => {
    const dataDir = join(await temporaryFolder(), 'deep', 'signalbox');
    const { store, read } = await openTestConfig(undefined, { dataDir });
    expect(store.current().routes.default).toBe('demo/demo');
    expect(store.current().clients[0]?.token).toBe('keychain:client/claude-code');
    const text = await readFile(join(dataDir, 'config.json'), 'utf8');
    expect(text).toContain('// Who answers.');
    expect(await read().catch(() => 'none')).toBe('none');
    expect(await modeOf(dataDir)).toEqual(ownerOnly(0o700));
    expect(await modeOf(join(dataDir, 'config.json'))).toEqual(ownerOnly(0o600));
  });

  test('in a folder that cannot be made names it and the flag', async () => {
    const dataDir = join(await temporaryFolder('a file, no folder'), 'config.json', 'below');
    await expect(openTestConfig(undefined, { dataDir })).rejects.toThrow(
      new RegExp(`^${dataDir.replaceAll('\\', '\\\\')}: cannot be used as the data folder: .*--data-dir`),
    );
  });
});

test('a config that others could read is closed to them', async () => {
  const dataDir = await temporaryFolder(minimal);
  await chmod(join(dataDir, 'config.json'), 0o644);
  await openTestConfig(undefined, { dataDir });
  expect(await modeOf(join(dataDir, 'config.json'))).toEqual(ownerOnly(0o600));
});

test('a byte order mark is no error', async () => {
  const { store } = await openTestConfig(`\uFEFF${minimal}`);
  expect(store.current().routes.default).toBe('demo/demo');
});

describe('an edit', () => {
  const text = minimal.replace('"routes"', '\n  // mine\n  "routes"');

  test('is in force and in the file, comments and all, for the owner alone', async () => {
    const { store, read, file, changes } = await openTestConfig(text);
    const config = await store.edit(['server', 'port'], 1234);
    expect(config).toBe(store.current());
    expect(config.server.port).toBe(1234);
    expect(await read()).toBe(
      text.replace('"demo/demo" } }', '"demo/demo" },\n  "server": {\n    "port": 1234\n  } }'),
    );
    expect(changes).toEqual([1234]);
    expect(await modeOf(file)).toEqual(ownerOnly(0o600));
  });

  test('that is not valid changes nothing, and its error names no line of a file that has none', async () => {
    const { store, read, changes, file } = await openTestConfig(text);
    await expect(store.edit(['routes', 'think'], 'smart')).rejects.toThrow(
      new ConfigError(file, [
        {
          path: 'routes.think',
          message: '"smart" is not in models: add it there, or give a target as provider/model',
        },
      ]),
    );
    expect(await read()).toBe(text);
    expect(store.current().routes.think).toBeNull();
    expect(changes).toEqual([]);
  });

  test('builds on what others have written since', async () => {
    const { store, file } = await openTestConfig(text);
    await writeFile(file, text.replace('"demo/demo"', '"demo/other"'));
    expect((await store.edit(['routes', 'think'], 'demo/x')).routes).toMatchObject({
      default: 'demo/other',
      think: 'demo/x',
    });
  });

  test('of a file that is broken is refused rather than guessed at', async () => {
    const { store, file, read } = await openTestConfig(text);
    await writeFile(file, '{ "providers": [');
    await expect(store.edit(['routes', 'think'], 'demo/x')).rejects.toThrow(
      `${file}:1:17: this is not JSON with comments`,
    );
    expect(await read()).toBe('{ "providers": [');
  });

  test('many at once all arrive', async () => {
    const { store } = await openTestConfig(text);
    const names = Array.from({ length: 20 }, (_none, index) => `model-${index}`);
    await Promise.all(names.map((name) => store.edit(['models', name], { targets: ['demo/demo'] })));
    expect(Object.keys(store.current().models)).toEqual(names);
  });

  test('leaves no other file behind', async () => {
    const { store, dataDir } = await openTestConfig(text);
    await store.edit(['server', 'port'], 1);
    expect(await readdir(dataDir)).toEqual(['config.json']);
  });
});

describe('a whole config', () => {
  const text = `{
  "providers": [
    { "id": "demo", "preset": "demo" }, // the built-in one
    {
      "id": "own", "preset": "complete",
      "keys": ["\${KEY}"] // from the shell
    }
  ],
  "routes": { "default": "demo/demo" },
}
`;
  const env = { KEY: 'secret-value', SIGNALBOX_PORT: '5000' };

  test('given back as it was shown writes nothing', async () => {
    const { store, read } = await openTestConfig(text, { env });
    await store.replace(structuredClone(store.raw()));
    expect(await read()).toBe(text);
  });

  test('shows references and variables, never their values', async () => {
    const { store } = await openTestConfig(text, { env });
    expect(JSON.stringify(store.raw())).not.toContain('secret-value');
    expect(store.raw()).toMatchObject({ server: { port: 4000 }, providers: [{}, { keys: ['${KEY}'] }] });
  });

  test('changes only the places that differ', async () => {
    const { store, read } = await openTestConfig(text, { env });
    const shown = store.raw();
    await store.replace({
      ...shown,
      routes: { default: 'own/model' },
      logging: { level: 'debug', bodies: 'off' },
    });
    expect(await read()).toBe(
      text.replace(
        '"default": "demo/demo" },',
        '"default": "own/model" },\n  "logging": {\n    "level": "debug"\n  },',
      ),
    );
    expect(store.current().server.port).toBe(5000);
  });

  test('that changes a default list writes the list', async () => {
    const { store } = await openTestConfig(text, { env });
    const client = { id: 'claude-code', token: 'keychain:client/claude-code', requestsPerMinute: 9 };
    const config = await store.replace({ ...store.raw(), clients: [client] });
    expect(config.clients).toMatchObject([client]);
  });

  test('that is not valid changes nothing', async () => {
    const { store, read } = await openTestConfig(text, { env });
    await expect(store.replace({ providers: [] })).rejects.toThrow(ConfigError);
    expect(await read()).toBe(text);
  });
});
