import packageJson from '../../package.json' with { type: 'json' };
import type { CoreEvent } from '../contract/events.ts';
import { EventHub } from './api/events.ts';
import type { CoreOptions, Running } from './core-options.ts';
import { startCore } from './start-core.ts';

export type { CoreOptions, Running } from './core-options.ts';
export { PortTakenError } from './http/server.ts';

/** The router without any shell. */
export interface Core {
  /** Reads the config, opens the ledger and listens. @throws ConfigError, LedgerError, PortTakenError */
  start(): Promise<Running>;
  /** Takes no more requests, lets running answers finish for `server.drainMs`, and writes everything; waits for a start that is under way. */
  stop(): Promise<void>;
  /** Runs an operation as `POST /api/NAME` does, unchecked input and all; only while it runs. @throws RequestError */
  run(name: string, input?: unknown): Promise<unknown>;
  /** Calls with each event of `/api/events` but the log's from now on, across starts, until the returned function is called. */
  subscribe(listener: (event: CoreEvent) => void): () => void;
  /** Makes new connections to every provider, as after a sleep or in another network; answers under way go on. */
  renewConnections(): void;
}

/** The version of this build. */
export const version: string = packageJson.version;

/** Puts the parts together; nothing happens before `start`. */
export function createCore(options: CoreOptions): Core {
  const events = new EventHub();
  let started: ReturnType<typeof startCore> | undefined;
  let stopped: Promise<void> | undefined;
  return {
    async start() {
      started = startCore(options, version, events);
      return (await started).running;
    },
    async stop() {
      // A start that fails has closed what it opened, and says so itself.
      stopped ??= started?.then(
        async ({ stop }) => stop(),
        () => undefined,
      );
      await stopped;
    },
    async run(name, input = {}) {
      if (!started) throw new Error('the core runs operations once it was started');
      return (await started).run(name, input);
    },
    subscribe: (listener) => events.subscribe(listener),
    renewConnections() {
      started?.then(
        ({ renewConnections }) => renewConnections(),
        // Nothing runs that could have connections.
        () => undefined,
      );
    },
  };
}
