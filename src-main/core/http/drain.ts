import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';

/** How a server ends without cutting off what it is saying. */
export interface Drain {
  /** Aborted from the moment the end begins. */
  closing: AbortSignal;
  /** Counts an answer as running until its last byte has left. */
  watch(response: ServerResponse): void;
  /** Stops listening, waits for running answers for at most `drainMs`, and closes every connection. */
  close(drainMs: number): Promise<void>;
}

/** Watches over the end of one server. */
export function createDrain(server: Server): Drain {
  const end = new AbortController();
  let running = 0;
  const closeWhenIdle = () => {
    if (end.signal.aborted && running === 0) server.closeAllConnections();
  };

  return {
    closing: end.signal,
    watch(response) {
      running += 1;
      response.once('close', () => {
        running -= 1;
        closeWhenIdle();
      });
    },
    async close(drainMs) {
      const cut = setTimeout(() => server.closeAllConnections(), drainMs);
      const closed = new Promise<void>((resolve) => {
        // The close of node:http at once destroys connections whose answer was written but has not left yet.
        NetServer.prototype.close.call(server, () => resolve());
      });
      end.abort();
      closeWhenIdle();
      await closed;
      clearTimeout(cut);
    },
  };
}
