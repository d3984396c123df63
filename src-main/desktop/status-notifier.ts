import type { RunTool } from './run-tool.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether this Linux desktop shows tray icons: something must own the name of the status notifier's watcher. True as
 * well where nothing can be asked, because most desktops do.
 */
export async function showsTrayIcons(run: RunTool): Promise<boolean> {
  const answer = (await run('dbus-send', dbusSend)) ?? (await run('gdbus', gdbus));
  return answer === undefined || /\btrue\b/.test(answer);
}

const dbusSend = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  `string:${watcher}`,
];
const gdbus = [
  'call',
  '--session',
  '--dest=org.freedesktop.DBus',
  '--object-path=/org/freedesktop/DBus',
  '--method=org.freedesktop.DBus.NameHasOwner',
  watcher,
];

/** What is said once where the tray shows nothing. */
export const missingTrayText = {
  message: 'This desktop shows no tray icons',
  detail:
    'Signalbox runs, and its window is here instead. For the icon, GNOME needs the extension "AppIndicator and KStatusNotifierItem Support"; other desktops need a status notifier in their panel. Start Signalbox again to bring this window up.',
};
