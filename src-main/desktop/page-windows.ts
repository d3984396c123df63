import type { HostWindow } from '../contract/host.ts';
import type { ElectronParts, ShellWindow } from './electron-parts.ts';
import { openSafeWindow } from './safe-window.ts';

/** The dashboard and the settings, at most one window each. */
export interface PageWindows {
  /** Opens the window, or brings up the one that is open. */
  open(what: HostWindow): void;
}

const pages: Record<HostWindow, { path: string; title: string; width: number; height: number }> = {
  dashboard: { path: '/', title: 'Signalbox', width: 1180, height: 800 },
  settings: { path: '/admin', title: 'Signalbox settings', width: 980, height: 760 },
};

/** Makes the keeper of both windows; a closed one is gone whole. */
export function createPageWindows(
  electron: Pick<ElectronParts, 'BrowserWindow' | 'session'>,
  address: string,
  adminToken: string,
): PageWindows {
  const windows = new Map<HostWindow, ShellWindow>();
  return {
    open(what) {
      const before = windows.get(what);
      if (before) {
        before.show();
        before.focus();
        return;
      }
      const { path, ...options } = pages[what];
      const window = openSafeWindow(electron, address, {
        ...options,
        minWidth: 480,
        minHeight: 480,
        autoHideMenuBar: true,
      });
      windows.set(what, window);
      window.on('ready-to-show', () => window.show());
      window.on('closed', () => windows.delete(what));
      void window.loadURL(`${address}${path}?token=${encodeURIComponent(adminToken)}`);
    },
  };
}
