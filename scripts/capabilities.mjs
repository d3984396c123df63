// What this machine offers to tests that need more than Node. Each row is found, or says why its tests are skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** Rows of { env, value?, skipped }: `value` is handed to the tests as an environment variable. */
export function capabilities() {
  return [
    {
      env: 'SIGNALBOX_TEST_CHROMIUM',
      value:
        process.env.SIGNALBOX_TEST_CHROMIUM ??
        onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) ??
        firstThere([
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
        ]),
      skipped: 'pages in a real browser: no Chromium or Chrome found',
    },
    {
      env: 'SIGNALBOX_TEST_KEYRING',
      value: onPath(['dbus-run-session']) && onPath(['gnome-keyring-daemon']),
      skipped: 'keys in a real Secret Service: dbus-run-session or gnome-keyring-daemon not found',
    },
    {
      env: 'SIGNALBOX_TEST_ELECTRON',
      value: firstThere([join(root, 'node_modules/electron/path.txt')]),
      skipped: "the desktop shell: Electron's runtime is not installed",
    },
  ];
}

function onPath(names) {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  for (const name of names) {
    const { status, stdout } = spawnSync(finder, [name], { encoding: 'utf8' });
    if (status === 0) return stdout.split(/\r?\n/)[0];
  }
  return undefined;
}

function firstThere(paths) {
  return paths.find((path) => existsSync(path));
}
