import type * as Electron from 'electron';

type Window = Pick<
  Electron.BrowserWindow,
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isVisible'
  | 'isDestroyed'
  | 'setBounds'
  | 'loadURL'
  | 'on'
> & {
  webContents: Pick<Electron.WebContents, 'on' | 'setWindowOpenHandler'>;
};
/** A window, as far as the shell uses it. */
export type ShellWindow = Window;

/** The tray's icon, as far as the shell uses it. */
export type ShellTray = Pick<
  Electron.Tray,
  'on' | 'setImage' | 'setToolTip' | 'setContextMenu' | 'popUpContextMenu' | 'getBounds' | 'destroy'
>;

/** What the shell uses of Electron. It is handed in, so that what the shell asks of it can be recorded. */
export interface ElectronParts {
  app: Pick<
    Electron.App,
    | 'on'
    | 'quit'
    | 'exit'
    | 'dock'
    | 'isPackaged'
    | 'getLoginItemSettings'
    | 'setLoginItemSettings'
    | 'setAppUserModelId'
  >;
  BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => Window;
  Tray: new (image: string) => ShellTray;
  Menu: { buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Electron.Menu };
  Notification: {
    new (options: Electron.NotificationConstructorOptions): Pick<Electron.Notification, 'on' | 'show'>;
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
