import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, sep } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPackagingTested, packageApp, startFrom, type PackagedApp } from './package-app.ts';

const env = { SIGNALBOX_TOKEN: 'client-token', SIGNALBOX_ADMIN_TOKEN: 'admin-token' };

const isNative = (file: string): boolean =>
  ['.node', '.dll', '.so', '.dylib', '.exe'].includes(extname(file));

describe.skipIf(!isPackagingTested)('the packaged app', () => {
  let folder = '';
  let app: PackagedApp;
  let files: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-package-'));
    app = await packageApp(folder);
    files = listPackage(join(app.resources, 'app.asar'), { isPack: false }).map((file) =>
      file.replaceAll(sep, '/').slice(1),
    );
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds the build, the icons of the tray, and packages, and nothing else', () => {
    const top = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
    const own = [...top].filter((file) => !file.startsWith('node_modules'));
    expect(own.sort()).toEqual([
      'out',
      'out/main',
      'out/renderer',
      'package.json',
      'resources',
      'resources/tray',
    ]);
    expect(files).toContain('out/main/index.js');
    expect(files).toContain('out/main/headless.js');
    expect(files).toContain('out/main/cli.js');
    expect(files).toContain('out/main/tokenizer-worker.js');
    expect(files).toContain('out/renderer/dashboard.html');
    expect(files).toContain('resources/tray/runningTemplate@2x.png');
  });

  test('holds no sources, no tests and no maps, of ours or of packages', () => {
    expect(files.filter((file) => /\.(ts|mts|cts|tsx|map|c|cc|cpp|h)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /(^|\/)(tests?|__tests__|src-main|src-renderer)(\/|$)/.test(file))).toEqual(
      [],
    );
    expect(files.filter((file) => /\.(test|spec)\.[cm]?js$/.test(file))).toEqual([]);
  });

  test('holds no package that only development needs', () => {
    for (const name of [
      'react',
      'react-dom',
      'recharts',
      'electron',
      'vite',
      'vitest',
      'typescript',
      'openai',
    ])
      expect(files).not.toContain(`node_modules/${name}`);
  });

  test('holds the binaries of its target alone, and they lie outside of the archive', () => {
    const unpacked = join(app.resources, 'app.asar.unpacked');
    const binaries = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter(isNative);
    const names = binaries.map((file) => file.split(sep).at(-1));
    const arch = process.platform === 'darwin' ? String.raw`\w+` : process.arch;
    const sqlite = new RegExp(`^${process.platform}-${arch}\\.node$`);
    const keyring = new RegExp(`^keyring\\.${process.platform}-${arch}(-gnu|-msvc)?\\.node$`);
    expect(names.filter((name) => !sqlite.test(name ?? '') && !keyring.test(name ?? ''))).toEqual([]);
    expect(names.some((name) => sqlite.test(name ?? ''))).toBe(true);
    expect(names.some((name) => keyring.test(name ?? ''))).toBe(true);
    const inArchive = new Set(binaries.map((file) => file.replaceAll(sep, '/')));
    const native = files.filter(isNative);
    expect(native.filter((file) => !inArchive.has(file))).toEqual([]);
  });

  test('is small: less than 40 MB before compression', () => {
    expect(statSync(join(app.resources, 'app.asar')).size).toBeLessThan(40 * 1024 * 1024);
  });

  test('runs no foreign code: its fuses are set', async () => {
    const wire = await getCurrentFuseWire(app.executable);
    // The wire is text in the executable: a fuse that is on reads 1.
    const isOn = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
      cookies: isOn(FuseV1Options.EnableCookieEncryption),
      integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    }).toEqual({
      runAsNode: false,
      nodeOptions: false,
      inspect: false,
      fileProtocol: false,
      cookies: true,
      integrity: true,
      onlyAsar: true,
    });
  });

  test('starts headless from its own files, answers, counts tokens and keeps its ledger', async () => {
    const extracted = join(folder, 'extracted');
    extractAll(join(app.resources, 'app.asar'), extracted);
    const running = await startFrom(extracted, join(folder, 'data'), env);
    const post = async (path: string, token: string, body: object): Promise<unknown> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await fetch(running.address + path, init)).json();
    };
    const request = { model: 'm', max_tokens: 100, messages: [{ role: 'user', content: 'hello there' }] };
    expect(await post('/v1/messages', env.SIGNALBOX_TOKEN, request)).toMatchObject({ role: 'assistant' });
    const counted = await post('/v1/messages/count_tokens', env.SIGNALBOX_TOKEN, request);
    expect(counted).toMatchObject({ input_tokens: expect.any(Number) });
    const listed = await post('/api/requests.list', env.SIGNALBOX_ADMIN_TOKEN, {});
    expect(listed).toMatchObject({ requests: [{ target: 'demo/demo', status: 200 }] });
    expect(await (await fetch(running.address)).text()).toContain('<div id="root">');
    await running.end();
  });
});
