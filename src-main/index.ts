import { homedir, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import Store from 'electron-store';
import electronUpdater from 'electron-updater';
import { createCore } from './core/index.ts';
import { startFailure } from './core/start-failure.ts';
import { readStartOptions } from './core/start-options.ts';
import { onStopSignals } from './core/stop-signals.ts';
import { openLoginItem } from './desktop/login-item.ts';
import { ownFlags } from './desktop/own-flags.ts';
import { openPreferences } from './desktop/preferences.ts';
import { runTool } from './desktop/run-tool.ts';
import { createShell } from './desktop/shell.ts';
import { timers } from './desktop/timers.ts';
import { openUpdates } from './desktop/updates.ts';

/** The desktop entry: wires only. */
const { app, dialog } = electron;
const { platform, env, execPath } = process;
const home = homedir();
const { dataDir, overrides } = readStartOptions(ownFlags(process.argv), { platform, home, env });
const pagesDir = join(import.meta.dirname, '../renderer');
// One instance for each data folder.
app.setPath('userData', join(dataDir, 'desktop'));

const shell = createShell({
  electron,
  createCore: (host, moved) =>
    createCore({ dataDir, env, overrides: { ...overrides, ...moved }, pagesDir, host }),
  preferences: openPreferences(new Store({ cwd: dataDir, name: 'desktop' })),
  loginItem: openLoginItem({ app, platform, home, env, execPath }),
  openUpdates: (on) => openUpdates(app.isPackaged ? electronUpdater.autoUpdater : undefined, on),
  iconsDir: join(import.meta.dirname, '../../resources/tray'),
  platform,
  env,
  run: runTool,
  interfaces: networkInterfaces,
  ...timers,
});
onStopSignals(
  () => app.quit(),
  () => app.exit(1),
);
if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  try {
    if (!(await shell.start(process.argv))) app.quit();
  } catch (error) {
    const { message, exitCode } = startFailure(error);
    dialog.showErrorBox('Signalbox could not start', message);
    app.exit(exitCode);
  }
}
