/**
 * Makes a queue in which each waits until the event loop went round once since the one before: work of a few
 * milliseconds that comes in crowds lets the pieces of streams pass in between.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    last = last.then(async () => new Promise((resolve) => setImmediate(resolve)));
    await last;
  };
}
