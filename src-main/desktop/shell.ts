import type { NetworkInterfaceInfo } from 'node:os';
import type { Core } from '../core/index.ts';
import type { Host } from '../core/api/host.ts';
import { configureClaudeCode, mayQuit } from './claude-code-dialogs.ts';
import { createDesktopHost } from './desktop-host.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { LoginItem } from './login-item.ts';
import { createNotifications, newsOf } from './notifications.ts';
import { NoticeGate } from './notice-gate.ts';
import { openDesk, type Desk } from './desk.ts';
import type { PreferenceStore } from './preferences.ts';
import type { RunTool } from './run-tool.ts';
import { startCore } from './start-core.ts';
import { missingTrayText, showsTrayIcons } from './status-notifier.ts';
import { stopBeforeQuit } from './stop-before-quit.ts';
import { watchSurroundings } from './surroundings.ts';
import type { Timers } from './timers.ts';
import type { ShellCommand } from './tray-menu.ts';
import type { UpdateListener, Updates } from './updates.ts';

/** What the shell is given; everything that reaches outside can be replaced. */
export interface ShellOptions extends Timers {
  electron: ElectronParts;
  /** Makes a core; a port that it was moved to beats all else. */
  createCore: (host: Host, moved: { port?: number }) => Core;
  preferences: PreferenceStore;
  loginItem: LoginItem;
  openUpdates: (on: UpdateListener) => Updates;
  iconsDir: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  run: RunTool;
  /** The machine's own addresses, as `os.networkInterfaces` gives them. */
  interfaces: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
}

/** The desktop around a core. */
export interface Shell {
  /**
   * Starts the core and puts the icon into the tray; false where the app is to quit instead: the user chose so, or the
   * uninstaller only asked to put Claude Code's settings back.
   */
  start(argv: readonly string[]): Promise<boolean>;
}

const updateEveryMs = 6 * 3_600_000;

/**
 * Puts the desktop together; before `start` it only listens. The app lives in the tray, is left by quitting, and ends once
 * the core has drained.
 */
export function createShell(options: ShellOptions): Shell {
  const { electron, preferences, loginItem, platform, run, now } = options;
  const { app, dialog } = electron;
  const gate = new NoticeGate(now, () => preferences.read().mutedNotices);
  const notifications = createNotifications(electron, gate);
  let core: Core | undefined;
  let desk: Desk | undefined;
  let showsTray = true;

  const updates = options.openUpdates({
    onChange: () => desk?.refresh(),
    onReady: (version) => {
      const message = `Signalbox ${version} is installed with the next start`;
      notifications.tell({ kind: 'update', subject: version, level: 'info', message }, show);
    },
  });
  updates.setChannel(preferences.read().updateChannel);
  const host = createDesktopHost({
    loginItem,
    preferences,
    updates,
    open: (what) => desk?.windows.open(what),
    quit: () => app.quit(),
    onChange: () => desk?.refresh(),
  });

  app.dock?.hide();
  app.setAppUserModelId('app.signalbox');
  app.on('second-instance', show);
  app.on('activate', show);
  // Without a listener the app would end with its last window.
  app.on('window-all-closed', () => {});
  stopBeforeQuit(app, stop);

  async function start(argv: readonly string[]): Promise<boolean> {
    if (argv.includes('--undo-claude-code')) {
      await undoClaudeCode();
      return false;
    }
    const create = (port?: number): Core =>
      (core = options.createCore(host, port === undefined ? {} : { port }));
    const started = await startCore({ create, dialog, platform, run });
    if (!started) return false;
    lookForUpdates();
    watchSurroundings({
      ...options,
      powerMonitor: electron.powerMonitor,
      onConnectionsLost: () => core?.renewConnections(),
      onShutdown: () => app.quit(),
    });
    desk = await openDesk({ ...options, ...started, host, onCommand: (command) => void take(command) });
    started.core.subscribe((event) => {
      if (event.kind === 'notice')
        notifications.tell(newsOf(event.notice), () => desk?.windows.open('dashboard'));
    });
    if (platform === 'linux') await lookForTray();
    if (started.movedTo !== undefined) await take({ kind: 'configure-claude-code' });
    return true;
  }

  function lookForUpdates(): void {
    if (updates.state().state === 'off') return;
    void updates.check();
    options.every(updateEveryMs, () => void updates.check());
  }

  async function lookForTray(): Promise<void> {
    showsTray = await showsTrayIcons(run);
    if (showsTray) return;
    show();
    if (preferences.read().knowsOfMissingTray) return;
    preferences.set({ knowsOfMissingTray: true });
    void dialog.showMessageBox({ type: 'info', ...missingTrayText });
  }

  function show(): void {
    if (showsTray) desk?.showPopover();
    else desk?.windows.open('dashboard');
  }

  async function stop(): Promise<void> {
    desk?.close();
    await core?.stop();
  }

  async function undoClaudeCode(): Promise<void> {
    // Any port: nobody is to find it.
    core = options.createCore(host, { port: 0 });
    await core.start();
    await core.run('claudeCode.undo');
  }

  /** Does what was clicked; what goes wrong is said, because nobody waits for the answer. */
  async function take(command: ShellCommand): Promise<void> {
    try {
      await perform(command);
    } catch (error) {
      dialog.showErrorBox('That did not work', error instanceof Error ? error.message : String(error));
    }
  }

  async function perform(command: ShellCommand): Promise<void> {
    if (!core) return;
    switch (command.kind) {
      case 'set-route':
        await core.run('routes.set', { route: command.route, use: command.use });
        break;
      case 'set-paused':
        await core.run('pause.set', { paused: command.paused });
        break;
      case 'set-start-at-login':
        await core.run('host.set', { startAtLogin: command.startAtLogin });
        break;
      case 'open':
        if (command.what === 'popover') show();
        else await core.run('host.open', { what: command.what });
        break;
      case 'configure-claude-code':
        await configureClaudeCode({ core, dialog });
        break;
      case 'check-for-updates':
        await core.run('host.checkForUpdates');
        break;
      case 'install-update':
        updates.install();
        break;
      case 'quit':
        if (await mayQuit({ core, dialog }, preferences)) app.quit();
        break;
    }
    desk?.refresh();
  }

  return { start };
}
