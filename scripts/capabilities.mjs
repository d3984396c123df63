// What this machine offers to tests that need more than Node. Each row is found, or says why its tests are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './run.mjs';

/** Rows of { env, value?, skipped }: `value` is handed to the tests as an environment variable. */
export function capabilities() {
  return [
    {
      env: 'SIGNALBOX_TEST_CHROMIUM',
      value:
        process.env.SIGNALBOX_TEST_CHROMIUM ??
        // The shell is Chromium without its windows: pages are the same in it, and tests take half the time.
        onPath(
          'chromium-headless-shell',
          'chromium',
          'chromium-browser',
          'google-chrome',
          'google-chrome-stable',
        ) ??
        [
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
          'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
        ].find(existsSync),
      skipped: 'pages in a real browser: no Chromium or Chrome found',
    },
    {
      env: 'SIGNALBOX_TEST_KEYRING',
      value:
        process.platform === 'linux' &&
        onPath('dbus-run-session') !== undefined &&
        onPath('gnome-keyring-daemon'),
      skipped:
        process.platform === 'linux'
          ? 'keys in a real Secret Service: dbus-run-session or gnome-keyring-daemon not found'
          : 'keys in a real Secret Service: only Linux has one',
    },
    {
      env: 'SIGNALBOX_TEST_ELECTRON',
      value: process.env.SIGNALBOX_TEST_ELECTRON ?? (hasDisplay() && electronBinary()),
      skipped: electronBinary()
        ? 'the tray app in Electron: no display here'
        : "the tray app in Electron: Electron's runtime is not here (node node_modules/electron/install.js fetches it)",
    },
    {
      env: 'SIGNALBOX_TEST_PACKAGE',
      // On Linux the builder is content with a folder in the place of Electron's.
      value: process.platform === 'linux' || electronBinary(),
      skipped: "the packaged app: Electron's runtime is not here",
    },
    {
      env: 'SIGNALBOX_TEST_OPENSSL',
      value: onPath('openssl', 'openssl.exe'),
      skipped: 'a provider with a bad certificate: openssl, which makes one, not found',
    },
    {
      env: 'SIGNALBOX_TEST_SQLITE',
      value: onPath('sqlite3', 'sqlite3.exe'),
      skipped: 'an export read by another program: the sqlite3 shell not found',
    },
  ];
}

/** Electron's executable; undefined where its runtime was not fetched. */
export function electronBinary() {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** Whether a window could be opened here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Where the first of these names lies that PATH has. */
function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}
