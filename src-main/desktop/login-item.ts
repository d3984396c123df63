import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ElectronParts } from './electron-parts.ts';

/** Whether the app starts when its user logs in. */
export interface LoginItem {
  /** Null where that is not ours to set, as for an app that was not installed. */
  get(): boolean | null;
  set(isStarting: boolean): void;
}

interface LoginItemOptions {
  app: ElectronParts['app'];
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The program that runs now. */
  execPath: string;
}

/** Finds out how the system starts apps at login: its own setting, or on Linux a file in the autostart folder. */
export function openLoginItem({ app, platform, home, env, execPath }: LoginItemOptions): LoginItem {
  if (!app.isPackaged) return { get: () => null, set: () => {} };
  if (platform !== 'linux') {
    return {
      get: () => app.getLoginItemSettings().openAtLogin,
      set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
    };
  }
  const file = join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'autostart', 'signalbox.desktop');
  return {
    get: () => existsSync(file),
    set(isStarting) {
      if (!isStarting) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(dirname(file), { recursive: true });
      // An AppImage runs from a mount that is gone at the next login.
      writeFileSync(file, autostartEntry(env['APPIMAGE'] ?? execPath));
    },
  };
}

/** A desktop entry as https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html quotes it. */
export function autostartEntry(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`;
  // Backslashes are escaped a second time, as in every string of a desktop entry; a % would be a field code.
  const exec = quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Signalbox',
    'Comment=A personal model router for coding agents',
    `Exec=${exec}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
