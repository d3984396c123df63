import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type {
  ElectronParts,
  ShellContents,
  ShellTray,
  ShellWindow,
} from '../../src-main/desktop/electron-parts.ts';

/** A window that is not there, and what was asked of it. */
class RecordedWindow extends EventEmitter implements ShellWindow {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new RecordedContents();
  readonly urls: string[] = [];
  bounds: Partial<Electron.Rectangle> | undefined;
  #isVisible = false;
  isDestroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    this.#isVisible = true;
  }
  hide(): void {
    this.#isVisible = false;
  }
  focus(): void {}
  isVisible(): boolean {
    return this.#isVisible;
  }
  destroy(): void {
    this.#isVisible = false;
    this.isDestroyed = true;
    this.emit('closed');
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = bounds;
  }
  async loadURL(url: string): Promise<void> {
    this.urls.push(url);
  }
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

class RecordedContents extends EventEmitter implements ShellContents {
  openHandler: OpenHandler | undefined;
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}

/** An icon that is not there; its menu can be clicked. */
class RecordedTray extends EventEmitter implements ShellTray {
  image: string | Electron.NativeImage;
  toolTip = '';
  menu: Electron.Menu | null = null;
  poppedUp: (Electron.Menu | undefined)[] = [];
  isDestroyed = false;

  constructor(image: string) {
    super();
    this.image = image;
  }
  setImage(image: string | Electron.NativeImage): void {
    this.image = image;
  }
  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = menu;
  }
  popUpContextMenu(menu?: Electron.Menu): void {
    this.poppedUp.push(menu);
  }
  getBounds(): Electron.Rectangle {
    return { x: 1000, y: 4, width: 24, height: 24 };
  }
  destroy(): void {
    this.isDestroyed = true;
  }
}

/** A notification as it was shown. */
interface ShownNotification extends EventEmitter {
  title: string | undefined;
  body: string | undefined;
}

/** Electron as the shell sees it, without Electron: each call is kept for the test to look at. */
export interface RecordedElectron {
  parts: ElectronParts;
  app: EventEmitter;
  powerMonitor: EventEmitter;
  nativeTheme: EventEmitter & { shouldUseDarkColorsForSystemIntegratedUI: boolean };
  windows: RecordedWindow[];
  trays: RecordedTray[];
  /** The templates that menus were built from, oldest first. */
  menus: Electron.MenuItemConstructorOptions[][];
  notifications: ShownNotification[];
  /** Dialogs that were shown, and what is answered to those to come. */
  dialogs: Electron.MessageBoxOptions[];
  answers: Partial<Electron.MessageBoxReturnValue>[];
  errors: string[];
  /** What of `app` was called, in order. */
  calls: string[];
  permissions: { request?: unknown; check?: unknown; device?: unknown };
}

/** Makes one; `app.quit()` asks `will-quit` as Electron does, and quits where nobody holds it back. */
export function recordElectron(): RecordedElectron {
  const app = new EventEmitter();
  const powerMonitor = new EventEmitter();
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColorsForSystemIntegratedUI: true });
  const recorded: Omit<RecordedElectron, 'parts'> = {
    app,
    powerMonitor,
    nativeTheme,
    windows: [],
    trays: [],
    menus: [],
    notifications: [],
    dialogs: [],
    answers: [],
    errors: [],
    calls: [],
    permissions: {},
  };
  const { windows, trays, menus, notifications, dialogs, answers, errors, calls, permissions } = recorded;

  class Notification extends EventEmitter implements ShownNotification {
    static isSupported = (): boolean => true;
    readonly title: string | undefined;
    readonly body: string | undefined;
    constructor(options: Electron.NotificationConstructorOptions) {
      super();
      this.title = options.title;
      this.body = options.body;
    }
    show(): void {
      notifications.push(this);
    }
  }

  const parts = {
    app: Object.assign(app, {
      isPackaged: false,
      dock: undefined,
      quit() {
        let isHeld = false;
        app.emit('will-quit', { preventDefault: () => (isHeld = true) });
        calls.push(isHeld ? 'quit, held back' : 'quit');
      },
      getLoginItemSettings: () => ({ openAtLogin: false }) as Electron.LoginItemSettings,
      setLoginItemSettings: () => {},
      setAppUserModelId: () => {},
    }),
    BrowserWindow: class extends RecordedWindow {
      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
      }
    },
    Tray: class extends RecordedTray {
      constructor(image: string) {
        super(image);
        trays.push(this);
      }
    },
    Menu: {
      buildFromTemplate(template: Electron.MenuItemConstructorOptions[]) {
        menus.push(template);
        return { items: [] } as unknown as Electron.Menu;
      },
    },
    Notification,
    dialog: {
      async showMessageBox(options: Electron.MessageBoxOptions) {
        dialogs.push(options);
        return { response: options.cancelId ?? 0, checkboxChecked: false, ...answers.shift() };
      },
      showErrorBox: (_title: string, content: string) => void errors.push(content),
    },
    nativeTheme,
    powerMonitor,
    screen: {
      getAllDisplays: () => [
        {
          bounds: { x: 0, y: 0, width: 1512, height: 982 },
          workArea: { x: 0, y: 37, width: 1512, height: 945 },
        } as Electron.Display,
      ],
      getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    },
    session: {
      fromPartition: () => ({
        setPermissionRequestHandler: (handler: unknown) => void (permissions.request = handler),
        setPermissionCheckHandler: (handler: unknown) => void (permissions.check = handler),
        setDevicePermissionHandler: (handler: unknown) => void (permissions.device = handler),
      }),
    },
  } satisfies ElectronParts;
  return { ...recorded, parts };
}

/** Clicks the entry behind these labels in the menu that was built last; a route's label may go without its model. */
export function clickMenu({ menus }: RecordedElectron, ...path: string[]): void {
  let entries: readonly Electron.MenuItemConstructorOptions[] = menus.at(-1) ?? [];
  let entry: Electron.MenuItemConstructorOptions | undefined;
  for (const label of path) {
    entry = entries.find((each) => each.label === label || each.label?.startsWith(`${label}: `));
    entries = Array.isArray(entry?.submenu) ? entry.submenu : [];
  }
  const click: unknown = entry?.click;
  if (typeof click !== 'function') throw new Error(`the menu has nothing to click at ${path.join(' > ')}`);
  click();
}
