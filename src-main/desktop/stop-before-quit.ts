interface Quitting {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

/** Holds the app's end back until everything has stopped, and then lets it go its usual way, updates included. */
export function stopBeforeQuit(app: Quitting, stop: () => Promise<void>): void {
  let isStopping = false;
  let hasStopped = false;
  app.on('will-quit', (event) => {
    if (hasStopped) return;
    event.preventDefault();
    if (!isStopping) void end();
    isStopping = true;
  });

  async function end(): Promise<void> {
    // What cannot be stopped must not keep the app alive; the ledger holds every finished request already.
    await stop().catch(() => undefined);
    hasStopped = true;
    app.quit();
  }
}
