/** Within so many milliseconds a signal is the echo of the one before. */
const echoMs = 300;

/**
 * Calls `stop` at the first SIGINT, SIGTERM or SIGHUP and `end` at a later one. One Ctrl-C arrives several times: from
 * the terminal, and passed on by npm and by our launcher.
 */
export function onStopSignals(stop: () => void, end: () => void): void {
  let stoppedAtMs: number | undefined;
  const take = (): void => {
    const isEcho = stoppedAtMs !== undefined && performance.now() - stoppedAtMs < echoMs;
    if (isEcho) return;
    if (stoppedAtMs !== undefined) return end();
    stoppedAtMs = performance.now();
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, take);
}
