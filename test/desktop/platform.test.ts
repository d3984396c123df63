import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { autostartEntry, openLoginItem } from '../../src-main/desktop/login-item.ts';
import { modelsAtHand } from '../../src-main/desktop/models-at-hand.ts';
import { ownFlags } from '../../src-main/desktop/own-flags.ts';
import { openPreferences } from '../../src-main/desktop/preferences.ts';
import { runTool } from '../../src-main/desktop/run-tool.ts';
import { showsTrayIcons } from '../../src-main/desktop/status-notifier.ts';
import { networkOf } from '../../src-main/desktop/surroundings.ts';
import { nextUpdateState } from '../../src-main/desktop/updates.ts';
import { isKeyringTested, openKeyringSession } from '../support/keyring-session.ts';
import { recordElectron } from './recorded-electron.ts';

describe('start at login', () => {
  const packaged = { ...recordElectron().parts.app, isPackaged: true };

  test('on Linux is a desktop entry, which starts the AppImage and not its mount', async () => {
    const home = await mkdtemp(join(tmpdir(), 'signalbox-home-'));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    const env = { APPIMAGE: '/home/me/My Apps/Signalbox.AppImage' };
    const item = openLoginItem({
      app: packaged,
      platform: 'linux',
      home,
      env,
      execPath: '/tmp/.mount/signalbox',
    });
    expect(item.get()).toBe(false);
    item.set(true);
    expect(item.get()).toBe(true);
    expect(await readFile(join(home, '.config/autostart/signalbox.desktop'), 'utf8')).toContain(
      'Exec="/home/me/My Apps/Signalbox.AppImage"\n',
    );
    item.set(false);
    expect(item.get()).toBe(false);
    item.set(false);
  });

  test('quotes what a desktop entry would read as its own', () => {
    expect(autostartEntry('/opt/50% "$x"/signalbox')).toContain(
      String.raw`Exec="/opt/50%% \\"\\$x\\"/signalbox"`,
    );
  });

  test.each(['darwin', 'win32'] as const)('on %s is the setting of the system', (platform) => {
    const set: unknown[] = [];
    const app = { ...packaged, setLoginItemSettings: (settings: object) => void set.push(settings) };
    openLoginItem({ app, platform, home: '/', env: {}, execPath: '/app' }).set(true);
    expect(set).toEqual([{ openAtLogin: true }]);
  });

  test('is not offered for an app that runs from its sources', () => {
    const { app } = recordElectron().parts;
    expect(openLoginItem({ app, platform: 'linux', home: '/', env: {}, execPath: '/app' }).get()).toBeNull();
  });
});

describe('the models at hand', () => {
  test('are those that the core lists', async () => {
    const model = { provider: 'a', target: 'a/x', contextTokens: null, price: null };
    const run = (): Promise<unknown> => Promise.resolve({ models: [{ ...model, name: 'a/x' }] });
    expect(await modelsAtHand({ run })).toEqual(['a/x']);
  });

  test('are those that the config names where the core cannot list any', async () => {
    const config = {
      models: { smart: { targets: ['a/x'] }, 'claude-*': { targets: ['a/y'] } },
      providers: [{ id: 'a', models: ['x', 'vendor/y'] }, { id: 'b' }],
    };
    const run = async (name: string): Promise<unknown> => {
      if (name === 'models.list') throw new Error('not now');
      return config;
    };
    expect(await modelsAtHand({ run })).toEqual(['smart', 'a/x', 'a/vendor/y']);
  });
});

describe('the command line of the app', () => {
  test('keeps what is ours of all that Chromium, the system and a tester add', () => {
    expect(
      ownFlags([
        '/usr/bin/electron',
        '--no-sandbox',
        '-r',
        '/spy.cjs',
        '.',
        '--port',
        '4001',
        '--data-dir=/d',
        '--ozone-platform=x11',
        '-psn_0_1',
      ]),
    ).toEqual(['--data-dir=/d', '--port=4001']);
  });
});

describe('preferences', () => {
  test('that are not valid count as not set', () => {
    const preferences = openPreferences({
      store: { mutedNotices: ['rain'], updateChannel: 7 },
      set: () => {},
    });
    expect(preferences.read()).toEqual({
      mutedNotices: [],
      updateChannel: 'latest',
      asksBeforeQuit: true,
      knowsOfMissingTray: false,
    });
  });
});

describe('the network', () => {
  const info = { netmask: '', mac: '', cidr: null, family: 'IPv4' as const, internal: false };

  test('is another one when an address is, in whatever order the system tells them', () => {
    const one = { en0: [{ ...info, address: '192.168.1.5' }], utun1: [{ ...info, address: '10.8.0.2' }] };
    const turned = { utun1: one.utun1, en0: one.en0 };
    expect(networkOf(one)).toBe(networkOf(turned));
    expect(networkOf({ en0: one.en0 })).not.toBe(networkOf(one));
  });

  test('is the same when only loopback or IPv6 change', () => {
    const base = { en0: [{ ...info, address: '192.168.1.5' }] };
    const more = {
      ...base,
      lo: [{ ...info, address: '127.0.0.1', internal: true }],
      en1: [{ ...info, family: 'IPv6' as const, address: 'fe80::1', scopeid: 1 }],
    };
    expect(networkOf(more)).toBe(networkOf(base));
  });
});

describe('the next version', () => {
  test('stays ready whatever a later check says', () => {
    const ready = { state: 'ready', version: '2.0.0' } as const;
    expect(nextUpdateState(ready, { kind: 'checking' })).toBe(ready);
    expect(nextUpdateState(ready, { kind: 'failed', message: 'no network' })).toBe(ready);
    expect(nextUpdateState(ready, { kind: 'downloaded', version: '2.1.0' })).toEqual({
      state: 'ready',
      version: '2.1.0',
    });
  });
});

describe('tray icons on Linux', () => {
  test('are taken for shown where nobody can be asked', async () => {
    expect(await showsTrayIcons(async () => undefined)).toBe(true);
  });

  test.runIf(isKeyringTested)('are not shown on a bus without a status notifier', async () => {
    const session = await openKeyringSession();
    onTestFinished(() => session.close());
    const address = session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const onThatBus = async (program: string, args: readonly string[]): Promise<string | undefined> =>
      runTool('env', [`DBUS_SESSION_BUS_ADDRESS=${address}`, program, ...args]);
    expect(await showsTrayIcons(onThatBus)).toBe(false);
  });
});
