import type * as Electron from 'electron';

/** `on` of the events that the shell listens to: Electron's own answers the whole object, which nobody needs here. */
interface WindowEvents {
  on(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'blur', listener: () => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
}
type Navigation = { url: string; preventDefault(): void };
/** What a window shows, as far as the shell uses it. */
export interface ShellContents extends Pick<Electron.WebContents, 'setWindowOpenHandler'> {
  on(event: 'will-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (details: Navigation) => void): unknown;
  on(event: 'will-frame-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'did-create-window', listener: (window: { webContents: ShellContents }) => void): unknown;
  on(
    event: 'before-input-event',
    listener: (event: { preventDefault(): void }, input: { type: string; key: string }) => void,
  ): unknown;
}

/** A window, as far as the shell uses it. */
export interface ShellWindow
  extends
    WindowEvents,
    Pick<
      Electron.BrowserWindow,
      'show' | 'hide' | 'focus' | 'destroy' | 'isVisible' | 'setBounds' | 'loadURL'
    > {
  readonly webContents: ShellContents;
}

/** The tray's icon, as far as the shell uses it. */
export interface ShellTray extends Pick<
  Electron.Tray,
  'setImage' | 'setToolTip' | 'setContextMenu' | 'popUpContextMenu' | 'getBounds' | 'destroy'
> {
  on(event: 'click', listener: () => void): unknown;
  on(event: 'right-click', listener: () => void): unknown;
}

/** The app, as far as the shell uses it. */
interface ShellApp extends Pick<
  Electron.App,
  'quit' | 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings' | 'setAppUserModelId'
> {
  readonly dock?: { hide(): void } | undefined;
  on(event: 'second-instance', listener: () => void): unknown;
  on(event: 'activate', listener: () => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
}

/** What the shell uses of Electron. It is handed in, so that what the shell asks of it can be recorded. */
export interface ElectronParts {
  app: ShellApp;
  BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => ShellWindow;
  Tray: new (image: string) => ShellTray;
  Menu: { buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Electron.Menu };
  Notification: {
    new (options: Electron.NotificationConstructorOptions): {
      show(): void;
      on(event: 'click', listener: () => void): unknown;
    };
    isSupported(): boolean;
  };
  dialog: Pick<Electron.Dialog, 'showErrorBox'> & {
    showMessageBox(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue>;
  };
  nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColorsForSystemIntegratedUI'> & {
    on(event: 'updated', listener: () => void): unknown;
  };
  powerMonitor: {
    on(event: 'resume', listener: () => void): unknown;
    on(event: 'shutdown', listener: (event?: { preventDefault(): void }) => void): unknown;
  };
  screen: Pick<Electron.Screen, 'getAllDisplays' | 'getCursorScreenPoint'>;
  session: {
    fromPartition(
      partition: string,
    ): Pick<
      Electron.Session,
      'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
    >;
  };
}
