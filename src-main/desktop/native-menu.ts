import type { MenuItemConstructorOptions } from 'electron';
import type { MenuEntry, ShellCommand } from './tray-menu.ts';

/** The menu as Electron builds it; each click says its command. */
export function nativeMenu(
  entries: readonly MenuEntry[],
  onCommand: (command: ShellCommand) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry) => nativeEntry(entry, onCommand));
}

// A single & would mark a shortcut on Windows and Linux, and not be shown.
function nativeEntry(
  entry: MenuEntry,
  onCommand: (command: ShellCommand) => void,
): MenuItemConstructorOptions {
  if (entry.kind === 'separator') return { type: 'separator' };
  const label = entry.label.replaceAll('&', '&&');
  if (entry.kind === 'text') return { label, enabled: false };
  if (entry.kind === 'menu') return { label, submenu: nativeMenu(entry.entries, onCommand) };
  const click = (): void => onCommand(entry.command);
  if (entry.kind === 'action') return { label, click };
  return { type: entry.kind === 'check' ? 'checkbox' : 'radio', label, checked: entry.isChecked, click };
}
