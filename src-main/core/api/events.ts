import type { CoreEvent } from '../../contract/events.ts';
import type { RequestRow } from '../../contract/requests.ts';

type Listener = (event: CoreEvent) => void;

/**
 * Where the core says what happens, and whoever has a page open hears it; what nobody listens to is gone. Requests under
 * way are kept until they are over, so that a page that opens meanwhile can be told of them.
 */
export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #logListeners = new Set<Listener>();
  readonly #running = new Map<string, RequestRow>();

  /** Whether anybody hears the log: its lines are many, and few listen to them. */
  get isLogHeard(): boolean {
    return this.#logListeners.size > 0;
  }

  publish(event: CoreEvent): void {
    if (event.kind === 'request') this.#keep(event.request);
    for (const listener of event.kind === 'log' ? this.#logListeners : this.#listeners) listener(event);
  }

  /** Calls the listener with each event but those of the log from now on, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the listener with each line of the log, in the same way. */
  subscribeToLog(listener: Listener): () => void {
    this.#logListeners.add(listener);
    return () => this.#logListeners.delete(listener);
  }

  /** The requests that are under way, oldest first, as they were said last. */
  running(): RequestRow[] {
    return [...this.#running.values()];
  }

  #keep(row: RequestRow): void {
    if (row.status === null) this.#running.set(row.id, row);
    else this.#running.delete(row.id);
  }
}
