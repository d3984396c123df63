import { describe, expect, test } from 'vitest';
import { nativeMenu } from '../../src-main/desktop/native-menu.ts';
import { trayMenu, type MenuEntry, type MenuState } from '../../src-main/desktop/tray-menu.ts';
import { entryAt, hostOf, statusOf } from './given.ts';

const models = ['smart', 'openrouter/deep', 'openrouter/quick'];
const menuOf = (changes: Partial<MenuState> = {}): MenuEntry[] =>
  trayMenu({ status: statusOf(), models, host: hostOf(), platform: 'darwin', ...changes });
const labels = (entries: readonly MenuEntry[]): string[] =>
  entries.map((entry) => ('label' in entry ? entry.label : '---'));

describe('the menu', () => {
  test('has its entries in their order', () => {
    expect(labels(menuOf())).toEqual([
      'Running at 127.0.0.1:4000',
      '---',
      'Think: openrouter/deep',
      'Background: not set',
      'More routes',
      '---',
      'Pause',
      'Configure Claude Code…',
      '---',
      'Dashboard',
      'Settings…',
      'Start at login',
      'Check for updates…',
      '---',
      'Quit Signalbox',
    ]);
  });

  test.each(['win32', 'darwin'] as const)('leaves the popover to a click on the icon on %s', (platform) => {
    expect(labels(menuOf({ platform }))).not.toContain('Open Signalbox');
  });

  test('opens the popover itself on Linux, where many trays know no click', () => {
    expect(entryAt(menuOf({ platform: 'linux' }), 'Open Signalbox')).toMatchObject({
      command: { kind: 'open', what: 'popover' },
    });
  });

  test('has the other routes under More routes', () => {
    const more = entryAt(menuOf(), 'More routes');
    expect(more.kind === 'menu' && labels(more.entries)).toEqual([
      'Default: smart',
      'Image: not set',
      'Web search: not set',
      'Long context: not set',
    ]);
  });
});

describe('a route', () => {
  test('marks the one model in force, and sets the one that is clicked', () => {
    const think = entryAt(menuOf(), 'Think');
    expect(think.kind === 'menu' && think.entries).toEqual([
      {
        kind: 'radio',
        label: 'Not set',
        isChecked: false,
        command: { kind: 'set-route', route: 'think', use: null },
      },
      { kind: 'separator' },
      ...models.map((use) => ({
        kind: 'radio',
        label: use,
        isChecked: use === 'openrouter/deep',
        command: { kind: 'set-route', route: 'think', use },
      })),
    ]);
  });

  test('that is not set says so, and marks that', () => {
    expect(entryAt(menuOf(), 'Background', 'Not set')).toMatchObject({ isChecked: true });
  });

  test('that is the default cannot be unset', () => {
    const fallback = entryAt(menuOf(), 'More routes', 'Default');
    expect(fallback.kind === 'menu' && labels(fallback.entries)).toEqual(models);
  });

  test('shows its model also where nothing else knows it', () => {
    const status = statusOf();
    status.routes.think = 'openrouter/old';
    expect(entryAt(menuOf({ status }), 'Think', 'openrouter/old')).toMatchObject({ isChecked: true });
  });

  test('of long context shows its model', () => {
    const status = statusOf();
    status.routes.longContext = { use: 'smart', aboveTokens: 200_000 };
    expect(entryAt(menuOf({ status }), 'More routes', 'Long context: smart', 'smart')).toMatchObject({
      isChecked: true,
    });
  });

  test('with many models has a submenu for each provider, beside the names of the config', () => {
    const many = [
      'smart',
      ...Array.from({ length: 30 }, (_, index) => `openrouter/vendor/m${index}`),
      'local/a',
    ];
    const think = entryAt(menuOf({ models: many }), 'Think');
    expect(think.kind === 'menu' && labels(think.entries)).toEqual([
      'Not set',
      '---',
      'smart',
      'openrouter',
      'local',
    ]);
    expect(entryAt(menuOf({ models: many }), 'Think', 'openrouter', 'openrouter/vendor/m7')).toMatchObject({
      command: { kind: 'set-route', route: 'think', use: 'openrouter/vendor/m7' },
    });
  });
});

describe('what depends on the state', () => {
  test('a pause is taken back by the entry that made it', () => {
    expect(entryAt(menuOf(), 'Pause')).toMatchObject({
      isChecked: false,
      command: { kind: 'set-paused', paused: true },
    });
    const paused = menuOf({ status: statusOf({ paused: true }) });
    expect(labels(paused)[0]).toBe('Paused: everything goes to smart');
    expect(entryAt(paused, 'Pause')).toMatchObject({
      isChecked: true,
      command: { kind: 'set-paused', paused: false },
    });
  });

  test('start at login is not offered where it cannot be set', () => {
    expect(labels(menuOf({ host: hostOf({ startAtLogin: null }) }))).not.toContain('Start at login');
    expect(entryAt(menuOf({ host: hostOf({ startAtLogin: true }) }), 'Start at login')).toMatchObject({
      isChecked: true,
      command: { kind: 'set-start-at-login', startAtLogin: false },
    });
  });

  test.each([
    ['idle', 'Check for updates…', 'action'],
    ['current', 'Check for updates…', 'action'],
    ['failed', 'Check for updates…', 'action'],
    ['checking', 'Checking for updates…', 'text'],
    ['downloading', 'Downloading 2.0.0…', 'text'],
    ['ready', 'Restart to update to 2.0.0', 'action'],
  ] as const)('an update that is %s reads "%s"', (state, label, kind) => {
    const menu = menuOf({ host: hostOf({ update: { state, version: '2.0.0' } }) });
    expect(entryAt(menu, label)).toMatchObject({ label, kind });
  });

  test('where nothing updates itself nothing is offered', () => {
    expect(labels(menuOf({ host: hostOf({ update: { state: 'off' } }) })).join()).not.toContain('pdate');
  });
});

describe('the native menu', () => {
  test('says the command of what is clicked', () => {
    const commands: unknown[] = [];
    const template = nativeMenu(menuOf(), (command) => commands.push(command));
    const pause = template.find(({ label }) => label === 'Pause');
    expect(pause).toMatchObject({ type: 'checkbox', checked: false });
    const click: unknown = pause?.click;
    if (typeof click === 'function') click();
    expect(commands).toEqual([{ kind: 'set-paused', paused: true }]);
  });

  test('shows a name with an ampersand as it is', () => {
    const [entry] = nativeMenu([{ kind: 'text', label: 'R&D' }], () => {});
    expect(entry).toEqual({ label: 'R&&D', enabled: false });
  });
});
