import type { MenuItemConstructorOptions } from 'electron';
import type { MenuEntry, ShellCommand } from './tray-menu.ts';

/** The menu as Electron builds it; each click says its command. */
export function nativeMenu(
  entries: readonly MenuEntry[],
  onCommand: (command: ShellCommand) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry) => nativeEntry(entry, onCommand));
}

function nativeEntry(
  entry: MenuEntry,
  onCommand: (command: ShellCommand) => void,
): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: literal(entry.label), enabled: false };
    case 'menu':
      return { label: literal(entry.label), submenu: nativeMenu(entry.entries, onCommand) };
    case 'action':
      return { label: literal(entry.label), click: () => onCommand(entry.command) };
    case 'check':
    case 'radio':
      return {
        type: entry.kind === 'check' ? 'checkbox' : 'radio',
        label: literal(entry.label),
        checked: entry.isChecked,
        click: () => onCommand(entry.command),
      };
  }
}

/** A single & marks a shortcut on Windows and Linux, and is not shown. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
