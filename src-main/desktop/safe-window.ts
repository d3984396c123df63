import type { BrowserWindowConstructorOptions } from 'electron';
import type { ElectronParts, ShellWindow } from './electron-parts.ts';
import { isOwnAddress } from './own-address.ts';

/** Kept in memory alone: without `persist:` a partition is gone with the program. */
const partition = 'signalbox';

const safePreferences = {
  partition,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  devTools: false,
  spellcheck: false,
} as const;

/** Opens a window that shows the core's own pages and nothing else, and can do no more than a page in a browser. */
export function openSafeWindow(
  { BrowserWindow, session }: Pick<ElectronParts, 'BrowserWindow' | 'session'>,
  address: string,
  options: BrowserWindowConstructorOptions,
): ShellWindow {
  refusePermissions(session);
  const window = new BrowserWindow({ ...options, show: false, webPreferences: safePreferences });
  const { webContents } = window;
  webContents.setWindowOpenHandler(({ url }) =>
    isOwnAddress(url, address)
      ? { action: 'allow', overrideBrowserWindowOptions: { webPreferences: safePreferences } }
      : { action: 'deny' },
  );
  webContents.on('did-create-window', (opened) => keepToOwnAddress(opened.webContents, address));
  keepToOwnAddress(webContents, address);
  return window;
}

function keepToOwnAddress(contents: ShellWindow['webContents'], address: string): void {
  const stay = (details: { url: string; preventDefault(): void }): void => {
    if (!isOwnAddress(details.url, address)) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Pages copy to the clipboard upon a click, which needs no permission; nothing else is theirs to ask for. */
function refusePermissions(session: ElectronParts['session']): void {
  const ours = session.fromPartition(partition);
  ours.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  ours.setPermissionCheckHandler(() => false);
  ours.setDevicePermissionHandler(() => false);
}
