import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/ports.ts';
import { answerChat, chatError, says } from '../upstream/openai-chat.ts';
import { startUpstream } from '../upstream/scripted.ts';
import { setDesk } from './desk-stage.ts';
import { clickMenu } from './recorded-electron.ts';

const labels = (menu: { label?: string }[] | undefined): (string | undefined)[] =>
  menu?.map(({ label }) => label) ?? [];

describe('the tray', () => {
  test('a click on a model under Think changes where the next request goes', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    expect(await desk.targetOfThinking()).toBe('demo/quick');
    clickMenu(desk.electron, 'Think', 'demo/deep');
    await expect.poll(() => labels(desk.electron.menus.at(-1))).toContain('Think: demo/deep');
    expect(await desk.targetOfThinking()).toBe('demo/deep');
    clickMenu(desk.electron, 'Think', 'Not set');
    await expect.poll(() => labels(desk.electron.menus.at(-1))).toContain('Think: not set');
    expect(await desk.targetOfThinking()).toBe('demo/quick');
  });

  test('a change that came from elsewhere is in the menu too', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    await desk.core().run('routes.set', { route: 'background', use: 'demo/quick' });
    await expect.poll(() => labels(desk.electron.menus.at(-1))).toContain('Background: demo/quick');
  });

  test('a pause shows in the icon and the tooltip', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    const [tray] = desk.electron.trays;
    expect(tray?.image).toMatch(/runningTemplate\.png$/);
    clickMenu(desk.electron, 'Pause');
    await expect.poll(() => tray?.image).toMatch(/pausedTemplate\.png$/);
    expect(tray?.toolTip).toContain('Paused: everything goes to smart');
  });

  test('the icon follows the theme of the taskbar', async () => {
    await using desk = await setDesk({ platform: 'win32' });
    await desk.shell.start([]);
    const [tray] = desk.electron.trays;
    expect(tray?.image).toMatch(/running-on-dark\.png$/);
    desk.electron.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI = false;
    desk.electron.nativeTheme.emit('updated');
    expect(tray?.image).toMatch(/running-on-light\.png$/);
  });

  test.each(['darwin', 'win32'] as const)(
    'on %s the menu is at the right click, and leaves the left one to the popover',
    async (platform) => {
      await using desk = await setDesk({ platform });
      await desk.shell.start([]);
      const [tray] = desk.electron.trays;
      expect(tray?.menu).toBeNull();
      tray?.emit('right-click');
      expect(tray?.poppedUp).toHaveLength(1);
      expect(desk.electron.windows).toHaveLength(0);
    },
  );

  test('on Linux the menu belongs to the icon, and the icon stays as long as nothing changes', async () => {
    await using desk = await setDesk({ platform: 'linux' });
    await desk.shell.start([]);
    expect(desk.electron.trays[0]?.menu).not.toBeNull();
    const before = desk.electron.menus.length;
    await desk.targetOfThinking();
    await desk.core().run('routes.set', { route: 'default', use: 'smart' });
    expect(desk.electron.menus).toHaveLength(before);
  });

  test('what a click could not do is said', async () => {
    await using desk = await setDesk({
      answers: { 'routes.set': () => Promise.reject(new Error('the file is read-only')) },
    });
    await desk.shell.start([]);
    clickMenu(desk.electron, 'Think', 'smart');
    await expect.poll(() => desk.electron.errors).toEqual(['the file is read-only']);
  });
});

describe('the popover', () => {
  test('is made at its first use, at the icon, with the page of its own and signed in', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    expect(desk.electron.windows).toHaveLength(0);
    desk.electron.trays[0]?.emit('click');
    const [popover] = desk.electron.windows;
    expect(popover?.urls).toEqual([`${await desk.address()}/?view=popover&token=token-of-the-pages`]);
    expect(popover?.bounds).toEqual({ x: 822, y: 37, width: 380, height: 560 });
    expect(popover?.options).toMatchObject({ frame: false, skipTaskbar: true, show: false });
    expect(popover?.isVisible()).toBe(false);
    popover?.emit('ready-to-show');
    expect(popover?.isVisible()).toBe(true);
  });

  test.each([
    ['a second click', 'click'],
    ['the loss of its focus', 'blur'],
    ['Escape', 'Escape'],
  ])('hides at %s and keeps its page for the next time', async (_, how) => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    const [tray] = desk.electron.trays;
    tray?.emit('click');
    const [popover] = desk.electron.windows;
    popover?.emit('ready-to-show');
    if (how === 'click') tray?.emit('click');
    else if (how === 'blur') popover?.emit('blur');
    else
      popover?.webContents.emit(
        'before-input-event',
        { preventDefault: () => {} },
        { type: 'keyDown', key: 'Escape' },
      );
    expect(popover?.isVisible()).toBe(false);
    desk.pass(1_000);
    tray?.emit('click');
    expect(popover?.isVisible()).toBe(true);
    expect(desk.electron.windows).toHaveLength(1);
  });

  test('does not come back with the very click that took its focus', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    const [tray] = desk.electron.trays;
    tray?.emit('click');
    const [popover] = desk.electron.windows;
    popover?.emit('ready-to-show');
    popover?.emit('blur');
    desk.pass(30);
    tray?.emit('click');
    expect(popover?.isVisible()).toBe(false);
  });

  test('is dropped after ten minutes without use, and made anew', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    const [tray] = desk.electron.trays;
    tray?.emit('click');
    const [popover] = desk.electron.windows;
    popover?.emit('ready-to-show');
    popover?.emit('blur');
    desk.pass(9 * 60_000);
    expect(popover?.isDestroyed).toBe(false);
    desk.pass(60_000);
    expect(popover?.isDestroyed).toBe(true);
    tray?.emit('click');
    expect(desk.electron.windows).toHaveLength(2);
  });

  test('comes up where the app is started a second time', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    desk.electron.app.emit('second-instance');
    desk.electron.windows[0]?.emit('ready-to-show');
    expect(desk.electron.windows[0]?.isVisible()).toBe(true);
    desk.electron.app.emit('second-instance');
    expect(desk.electron.windows).toHaveLength(1);
  });
});

describe('every window', () => {
  async function openWindow() {
    const desk = await setDesk();
    onTestFinished(() => desk[Symbol.asyncDispose]());
    await desk.shell.start([]);
    clickMenu(desk.electron, 'Settings…');
    await expect.poll(() => desk.electron.windows).toHaveLength(1);
    const [window] = desk.electron.windows;
    if (!window) throw new Error('no window was opened');
    return { desk, window, address: await desk.address() };
  }

  test('is sandboxed, without Node, without a preload, and forgets with the program', async () => {
    const { window, address } = await openWindow();
    expect(window.urls).toEqual([`${address}/admin?token=token-of-the-pages`]);
    const { webPreferences } = window.options;
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
    expect(webPreferences).not.toHaveProperty('preload');
    expect(webPreferences?.partition).not.toMatch(/^persist:/);
  });

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    'goes nowhere but to our own address (%s)',
    async (event) => {
      const { window, address } = await openWindow();
      const stopped: string[] = [];
      const go = (url: string) =>
        window.webContents.emit(event, { url, preventDefault: () => stopped.push(url) });
      const foreign = [
        'https://evil.example/',
        `${address}.evil.example/`,
        `${address.replace('http', 'https')}/`,
        'http://127.0.0.1:1/',
        'file:///etc/passwd',
        'data:text/html,x',
        'javascript:alert(1)',
        'about:blank',
      ];
      for (const url of [...foreign, `${address}/admin`, `${address}/?view=popover`]) go(url);
      expect(stopped).toEqual(foreign);
    },
  );

  test('opens further windows only onto our own address, as safe as itself', async () => {
    const { window, address } = await openWindow();
    const details = (url: string) =>
      ({
        url,
        frameName: '',
        features: '',
        disposition: 'new-window',
        referrer: { url: '', policy: 'default' },
      }) as const;
    expect(window.webContents.openHandler?.(details('https://evil.example/'))).toEqual({ action: 'deny' });
    expect(window.webContents.openHandler?.(details(`${address}/admin`))).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: { webPreferences: { sandbox: true, nodeIntegration: false } },
    });
  });

  test('is refused every permission and every webview', async () => {
    const { desk, window } = await openWindow();
    const { request, check, device } = desk.electron.permissions;
    const answers: unknown[] = [];
    if (typeof request === 'function') request(undefined, 'media', (answer: boolean) => answers.push(answer));
    if (typeof check === 'function') answers.push(check());
    if (typeof device === 'function') answers.push(device());
    expect(answers).toEqual([false, false, false]);
    let isStopped = false;
    window.webContents.emit('will-attach-webview', { preventDefault: () => (isStopped = true) });
    expect(isStopped).toBe(true);
  });

  test('of settings and dashboard is there at most once', async () => {
    const { desk, window } = await openWindow();
    await desk.core().run('host.open', { what: 'settings' });
    expect(desk.electron.windows).toHaveLength(1);
    await desk.core().run('host.open', { what: 'dashboard' });
    expect(desk.electron.windows).toHaveLength(2);
    window.destroy();
    await desk.core().run('host.open', { what: 'settings' });
    expect(desk.electron.windows).toHaveLength(3);
  });
});

describe('notifications', () => {
  const failing = (baseUrl: string): object => ({
    providers: [{ id: 'a', wire: 'openai-chat', baseUrl, keys: [], retry: { attempts: 1 } }],
    routes: { default: 'a/x' },
  });

  test('a refused key is told once, however often it is refused, and leads to the dashboard', async () => {
    await using upstream = await startUpstream(() => chatError(401, 'wrong key'));
    await using desk = await setDesk({ config: failing(upstream.url) });
    await desk.shell.start([]);
    await desk.targetOfThinking();
    await desk.targetOfThinking();
    expect(desk.electron.notifications).toMatchObject([
      { title: 'A key was refused', body: 'a refused its key: check it under Providers' },
    ]);
    desk.electron.notifications[0]?.emit('click');
    expect(desk.electron.windows.at(-1)?.urls[0]).toMatch(/\/\?token=/);
    desk.pass(3_600_000);
    await desk.targetOfThinking();
    expect(desk.electron.notifications).toHaveLength(2);
  });

  test('a muted kind is not told, from the moment it is muted', async () => {
    await using upstream = await startUpstream((request, index) =>
      index < 1 ? chatError(401, 'wrong key') : answerChat(request, [says('hi')]),
    );
    await using desk = await setDesk({ config: failing(upstream.url) });
    await desk.shell.start([]);
    const answer = await desk.core().run('host.set', { mutedNotices: ['key-refused'] });
    expect(answer).toMatchObject({ mutedNotices: ['key-refused'] });
    await desk.targetOfThinking();
    expect(desk.electron.notifications).toEqual([]);
    expect(desk.preferences).toEqual({ mutedNotices: ['key-refused'] });
  });
});

describe('updates', () => {
  test('are looked for at the start and every six hours, and one that is ready is told and offered', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    expect(desk.updater.checks).toBe(1);
    desk.updater.emit('update-not-available', { version: '1.0.0' });
    desk.pass(6 * 3_600_000);
    expect(desk.updater.checks).toBe(2);
    desk.updater.emit('update-available', { version: '2.0.0' });
    expect(labels(desk.electron.menus.at(-1))).toContain('Downloading 2.0.0…');
    desk.updater.emit('update-downloaded', { version: '2.0.0' });
    expect(desk.electron.notifications).toMatchObject([{ title: 'Update ready' }]);
    expect(await desk.core().run('host.get')).toMatchObject({ update: { state: 'ready', version: '2.0.0' } });
    clickMenu(desk.electron, 'Restart to update to 2.0.0');
    expect(desk.updater.installs).toBe(1);
  });

  test('come from the channel that was chosen, and never step back', async () => {
    await using desk = await setDesk({ preferences: { updateChannel: 'beta' } });
    expect(desk.updater).toMatchObject({ channel: 'beta', allowPrerelease: true, allowDowngrade: false });
    await desk.shell.start([]);
    await desk.core().run('host.set', { updateChannel: 'latest' });
    expect(desk.updater).toMatchObject({ channel: 'latest', allowPrerelease: false, allowDowngrade: false });
  });

  test('that cannot be looked for say why', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    desk.updater.checkForUpdates = () => Promise.reject(new Error('no network'));
    expect(await desk.core().run('host.checkForUpdates')).toEqual({ state: 'failed', error: 'no network' });
  });
});

describe('the end', () => {
  test('waits until the core has drained, and then quits the usual way', async () => {
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    await using upstream = await startUpstream((request) => {
      const answer = answerChat(request, [says('hi')]);
      return { ...answer, pieces: [() => finished, ...answer.pieces] };
    });
    await using desk = await setDesk({
      config: {
        providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: [], models: ['x'] }],
        routes: { default: 'a/x' },
      },
    });
    await desk.shell.start([]);
    const answered = desk.targetOfThinking();
    await expect.poll(() => upstream.requests).toHaveLength(1);
    desk.electron.parts.app.quit();
    expect(desk.electron.calls).toEqual(['quit, held back']);
    finish();
    expect(await answered).toBe('a/x');
    await expect.poll(() => desk.electron.calls).toEqual(['quit, held back', 'quit']);
    expect(desk.electron.trays[0]?.isDestroyed).toBe(true);
  });

  test('of the system is waited for', async () => {
    await using desk = await setDesk();
    await desk.shell.start([]);
    let isHeld = false;
    desk.electron.powerMonitor.emit('shutdown', { preventDefault: () => (isHeld = true) });
    expect(isHeld).toBe(true);
    await expect.poll(() => desk.electron.calls).toEqual(['quit, held back', 'quit']);
  });

  const configured = { 'claudeCode.status': () => Promise.resolve({ state: 'set' }) };

  test('offers to put Claude Code back where it points here', async () => {
    const undone: unknown[] = [];
    await using desk = await setDesk({
      answers: { ...configured, 'claudeCode.undo': (input) => Promise.resolve(undone.push(input)) },
    });
    await desk.shell.start([]);
    clickMenu(desk.electron, 'Quit Signalbox');
    await expect.poll(() => desk.electron.dialogs).toHaveLength(1);
    expect(desk.electron.calls).toEqual([]);
    desk.electron.answers.push({ response: 1 });
    clickMenu(desk.electron, 'Quit Signalbox');
    await expect.poll(() => desk.electron.calls).toContain('quit');
    expect(undone).toHaveLength(1);
  });

  test('is not asked about a second time where that is not wanted, nor where nothing points here', async () => {
    await using desk = await setDesk({ answers: configured, preferences: { asksBeforeQuit: false } });
    await desk.shell.start([]);
    clickMenu(desk.electron, 'Quit Signalbox');
    await expect.poll(() => desk.electron.calls).toContain('quit');
    await using other = await setDesk();
    await other.shell.start([]);
    clickMenu(other.electron, 'Quit Signalbox');
    await expect.poll(() => other.electron.calls).toContain('quit');
    expect([...desk.electron.dialogs, ...other.electron.dialogs]).toEqual([]);
  });
});

describe('a taken port', () => {
  async function takePort(): Promise<number> {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    return port;
  }

  test('is told with who has it, and the next free one is taken for good', async () => {
    const port = await takePort();
    const previews: unknown[] = [];
    await using desk = await setDesk({
      port,
      run: async (program) => (program === 'lsof' ? 'p4711\ncnginx\n' : undefined),
      answers: { 'claudeCode.preview': () => Promise.resolve(previews.push('asked') && { changes: [] }) },
    });
    desk.electron.answers.push({ response: 0 });
    expect(await desk.shell.start([])).toBe(true);
    expect(desk.electron.dialogs[0]).toMatchObject({
      message: `Port ${port} is taken by nginx (process 4711)`,
    });
    const moved = Number(new URL(await desk.address()).port);
    expect(moved).toBeGreaterThan(port);
    expect(await desk.core().run('config.get')).toMatchObject({ server: { port: moved } });
    expect(previews).toEqual(['asked']);
  });

  test('is tried again, and left', async () => {
    const port = await takePort();
    await using desk = await setDesk({ port });
    desk.electron.answers.push({ response: 1 }, { response: 2 });
    expect(await desk.shell.start([])).toBe(false);
    expect(desk.electron.dialogs).toHaveLength(2);
    expect(desk.electron.dialogs[0]?.message).toContain('another program');
    expect(desk.electron.trays).toEqual([]);
  });
});

describe('connections are renewed', () => {
  async function portsAround(change: (desk: Awaited<ReturnType<typeof setDesk>>) => void) {
    await using upstream = await startUpstream((request) => answerChat(request, [says('hi')]));
    let address = '192.168.1.5';
    const info = { netmask: '', mac: '', internal: false, cidr: null, family: 'IPv4' as const };
    await using desk = await setDesk({
      config: {
        providers: [{ id: 'a', wire: 'openai-chat', baseUrl: upstream.url, keys: [], models: ['x'] }],
        routes: { default: 'a/x' },
      },
      interfaces: () => ({ en0: [{ ...info, address }] }),
    });
    await desk.shell.start([]);
    await desk.targetOfThinking();
    address = '10.0.0.7';
    change(desk);
    // The renewal follows in a microtask of its own.
    await desk.core().run('status.get');
    await desk.targetOfThinking();
    return upstream.requests.map(({ port }) => port);
  }

  test('after a sleep', async () => {
    const [before, after] = await portsAround(({ electron }) => electron.powerMonitor.emit('resume'));
    expect(after).not.toBe(before);
  });

  test('in another network, within ten seconds', async () => {
    const [before, after] = await portsAround((desk) => desk.pass(10_000));
    expect(after).not.toBe(before);
  });

  test('and otherwise kept', async () => {
    const [before, after] = await portsAround(() => {});
    expect(after).toBe(before);
  });
});

describe('on a Linux that shows no tray icons', () => {
  const noTray = async (program: string): Promise<string | undefined> =>
    program === 'dbus-send' ? 'method return\n   boolean false\n' : undefined;

  test('a window comes up instead, and what is missing is said once', async () => {
    await using desk = await setDesk({ platform: 'linux', run: noTray });
    await desk.shell.start([]);
    expect(desk.electron.windows[0]?.urls[0]).toMatch(/\/\?token=/);
    expect(desk.electron.dialogs[0]?.detail).toContain('AppIndicator');
    await using again = await setDesk({ platform: 'linux', run: noTray, preferences: desk.preferences });
    await again.shell.start([]);
    expect(again.electron.windows).toHaveLength(1);
    expect(again.electron.dialogs).toEqual([]);
  });
});

describe('Configure Claude Code', () => {
  const preview = {
    changes: [{ path: 'env.ANTHROPIC_BASE_URL', before: null, after: 'http://127.0.0.1:4000' }],
    warnings: [],
  };

  test('shows what changes, and changes it once somebody agreed', async () => {
    const applied: unknown[] = [];
    await using desk = await setDesk({
      answers: {
        'claudeCode.preview': () => Promise.resolve(preview),
        'claudeCode.apply': (input) => Promise.resolve(applied.push(input)),
      },
    });
    await desk.shell.start([]);
    clickMenu(desk.electron, 'Configure Claude Code…');
    await expect.poll(() => desk.electron.dialogs).toHaveLength(1);
    expect(desk.electron.dialogs[0]?.detail).toBe('env.ANTHROPIC_BASE_URL\n  + http://127.0.0.1:4000');
    expect(applied).toEqual([]);
    desk.electron.answers.push({ response: 0 });
    clickMenu(desk.electron, 'Configure Claude Code…');
    await expect.poll(() => applied).toHaveLength(1);
  });

  test('says what keeps the settings from being read', async () => {
    const problem = 'settings.json:3: a comma is missing';
    await using desk = await setDesk({
      answers: { 'claudeCode.preview': () => Promise.resolve({ changes: [], warnings: [], problem }) },
    });
    await desk.shell.start([]);
    clickMenu(desk.electron, 'Configure Claude Code…');
    await expect.poll(() => desk.electron.errors).toEqual([problem]);
  });
});

test("an uninstaller's wish puts Claude Code back, and shows nothing", async () => {
  const undone: unknown[] = [];
  await using desk = await setDesk({
    answers: { 'claudeCode.undo': (input) => Promise.resolve(undone.push(input)) },
  });
  expect(await desk.shell.start(['signalbox', '--undo-claude-code'])).toBe(false);
  expect(undone).toHaveLength(1);
  expect([...desk.electron.trays, ...desk.electron.windows]).toEqual([]);
});
