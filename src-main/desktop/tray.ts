import { join } from 'node:path';
import type { Menu, Rectangle } from 'electron';
import type { ElectronParts } from './electron-parts.ts';
import { nativeMenu } from './native-menu.ts';
import { trayMenu, type MenuState, type ShellCommand } from './tray-menu.ts';
import { stateLine, trayIconFile, trayState } from './tray-state.ts';

/** The icon in the tray with its menu. */
export interface TrayIcon {
  /** Brings icon, tooltip and menu in line with what is true now. */
  update(state: MenuState): void;
  /** Where the icon lies; of no size where the system does not tell. */
  bounds(): Rectangle;
  destroy(): void;
}

interface TrayOptions {
  electron: Pick<ElectronParts, 'Tray' | 'Menu' | 'nativeTheme'>;
  /** The folder of the icon's files. */
  iconsDir: string;
  /** `XDG_CURRENT_DESKTOP`; empty elsewhere. */
  desktop: string;
  first: MenuState;
  onCommand: (command: ShellCommand) => void;
  /** A click on the icon that is not for its menu. */
  onClick: () => void;
}

/** Puts the icon into the tray. */
export function createTrayIcon({ electron, iconsDir, desktop, first, ...on }: TrayOptions): TrayIcon {
  let state = first;
  let menu: Menu | undefined;
  let drawn = '';
  const tray = new electron.Tray(iconFile());

  tray.on('click', on.onClick);
  // A menu that is set would open at every click on macOS and Windows, and leave none for the popover.
  tray.on('right-click', () => {
    if (state.platform !== 'linux') tray.popUpContextMenu(menu);
  });
  electron.nativeTheme.on('updated', () => tray.setImage(iconFile()));
  draw();

  function iconFile(): string {
    const isDark = electron.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const { platform, status } = state;
    return join(iconsDir, trayIconFile(trayState(status), { platform, isDark, desktop }));
  }

  function draw(): void {
    const entries = trayMenu(state);
    const look = JSON.stringify([iconFile(), entries]);
    // A menu that is open closes when it is replaced.
    if (look === drawn) return;
    drawn = look;
    tray.setImage(iconFile());
    tray.setToolTip(`Signalbox\n${stateLine(state.status)}`);
    menu = electron.Menu.buildFromTemplate(nativeMenu(entries, on.onCommand));
    if (state.platform === 'linux') tray.setContextMenu(menu);
  }

  return {
    update(next) {
      state = next;
      draw();
    },
    bounds: () => tray.getBounds(),
    destroy: () => tray.destroy(),
  };
}
