import type { Rectangle } from 'electron';
import type { ElectronParts, ShellWindow } from './electron-parts.ts';
import { popoverBounds, popoverSize } from './popover-bounds.ts';
import { openSafeWindow } from './safe-window.ts';
import type { Timers } from './timers.ts';

/** The window at the tray's icon. */
export interface Popover {
  /** Shows it, or hides it where it is open; `icon` is where the tray's icon lies. */
  toggle(icon: Rectangle): void;
  show(icon: Rectangle): void;
  close(): void;
}

interface PopoverOptions extends Pick<Timers, 'now' | 'after'> {
  electron: Pick<ElectronParts, 'BrowserWindow' | 'session' | 'screen'>;
  address: string;
  adminToken: string;
}

/** A hidden popover keeps its page ready for so long; then its process ends, and its memory is free. */
const keptHiddenMs = 10 * 60_000;
/** A click on the icon of an open popover takes its focus, which hides it, before the click itself arrives. */
const sameClickMs = 250;

/** Makes the popover's keeper; the window itself is made at its first use. */
export function createPopover({ electron, address, adminToken, now, after }: PopoverOptions): Popover {
  let window: ShellWindow | undefined;
  let isReady = false;
  let hiddenAtMs = Number.NEGATIVE_INFINITY;
  let cancelDrop = (): void => {};

  function open(): ShellWindow {
    const opened = openSafeWindow(electron, address, {
      ...popoverSize,
      frame: false,
      resizable: false,
      movable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Signalbox',
    });
    isReady = false;
    opened.on('ready-to-show', () => {
      isReady = true;
      opened.show();
    });
    opened.on('blur', hide);
    opened.on('closed', () => {
      if (window === opened) window = undefined;
    });
    opened.webContents.on('before-input-event', (event, { type, key }) => {
      if (type !== 'keyDown' || key !== 'Escape') return;
      event.preventDefault();
      hide();
    });
    void opened.loadURL(`${address}/?view=popover&token=${encodeURIComponent(adminToken)}`);
    return opened;
  }

  function hide(): void {
    if (!window?.isVisible()) return;
    window.hide();
    hiddenAtMs = now();
    cancelDrop();
    cancelDrop = after(keptHiddenMs, close);
  }

  function show(icon: Rectangle): void {
    cancelDrop();
    window ??= open();
    const { screen } = electron;
    const displays = screen.getAllDisplays();
    window.setBounds(popoverBounds({ icon, cursor: screen.getCursorScreenPoint(), displays }));
    if (!isReady) return;
    window.show();
    window.focus();
  }

  function close(): void {
    cancelDrop();
    window?.destroy();
    window = undefined;
  }

  return {
    show,
    close,
    toggle(icon) {
      if (window?.isVisible()) hide();
      else if (now() - hiddenAtMs > sameClickMs) show(icon);
    },
  };
}
