import { operations, type Status } from '../contract/operations.ts';
import type { Host } from '../core/api/host.ts';
import type { ElectronParts } from './electron-parts.ts';
import { modelsAtHand } from './models-at-hand.ts';
import { createPageWindows, type PageWindows } from './page-windows.ts';
import { createPopover } from './popover.ts';
import type { StartedCore } from './start-core.ts';
import type { Timers } from './timers.ts';
import { createTrayIcon } from './tray.ts';
import type { ShellCommand } from './tray-menu.ts';

/** What of the desktop can be seen: the icon with its menu, the popover, the windows. */
export interface Desk {
  windows: PageWindows;
  showPopover(): void;
  /** Brings the menu in line with what is true now. */
  refresh(): void;
  close(): void;
}

interface DeskOptions extends StartedCore, Pick<Timers, 'now' | 'after'> {
  electron: ElectronParts;
  host: Host;
  iconsDir: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  onCommand: (command: ShellCommand) => void;
}

/** Opens the desk of a core that runs; its menu follows the core's status. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { electron, core, address, tokens, host, iconsDir, platform, env, now, after, onCommand } = options;
  let status = operations['status.get'].output.parse(await core.run('status.get'));
  let models = await modelsAtHand(core);
  const windows = createPageWindows(electron, address, tokens.admin);
  const popover = createPopover({ electron, address, adminToken: tokens.admin, now, after });
  const menuState = () => ({ status, models, host: host.get(), platform });
  const tray = createTrayIcon({
    electron,
    iconsDir,
    desktop: env['XDG_CURRENT_DESKTOP'] ?? '',
    first: menuState(),
    onCommand,
    onClick: () => popover.toggle(tray.bounds()),
  });
  const unsubscribe = core.subscribe((event) => {
    if (event.kind === 'status') void follow(event.status);
  });

  async function follow(next: Status): Promise<void> {
    status = next;
    models = await modelsAtHand(core).catch(() => models);
    refresh();
  }

  function refresh(): void {
    tray.update(menuState());
  }

  return {
    windows,
    refresh,
    showPopover: () => popover.show(tray.bounds()),
    close() {
      unsubscribe();
      popover.close();
      tray.destroy();
    },
  };
}
