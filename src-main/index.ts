import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { createCore, type Core } from './core/index.ts';
import { startFailure } from './core/start-failure.ts';
import { onStopSignals } from './core/stop-signals.ts';
import { readStartOptions } from './core/start-options.ts';

/** The desktop entry: one instance, the core, and a window onto the pages that the core serves. */
const machine = { platform: process.platform, home: homedir(), env: process.env };
const { dataDir, overrides } = readStartOptions(process.argv.slice(app.isPackaged ? 1 : 2), machine);

if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(run);

async function run(): Promise<void> {
  const core = createCore({
    dataDir,
    env: process.env,
    overrides,
    pagesDir: join(import.meta.dirname, '../renderer'),
  });
  stopBeforeQuitting(core);
  onStopSignals(
    () => app.quit(),
    () => app.exit(1),
  );
  try {
    const { address, tokens } = await core.start();
    const show = (): void => openWindow(address, tokens.admin);
    app.on('second-instance', show);
    app.on('activate', show);
    show();
  } catch (error) {
    dialog.showErrorBox('Signalbox could not start', startFailure(error).message);
    app.exit(2);
  }
}

function openWindow(address: string, token: string): void {
  const [open] = BrowserWindow.getAllWindows();
  if (open) {
    open.show();
    return;
  }
  const window = new BrowserWindow({
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => {
    if (new URL(event.url).origin !== address) event.preventDefault();
  });
  void window.loadURL(`${address}/?token=${token}`);
}

function stopBeforeQuitting(core: Core): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    void core.stop().finally(() => app.exit(0));
  });
}
