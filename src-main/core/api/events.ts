import type { CoreEvent } from '../../contract/events.ts';

type Listener = (event: CoreEvent) => void;

/** Where the core says what happens, and whoever has a page open hears it; what nobody listens to is gone. */
export class EventHub {
  readonly #listeners = new Set<Listener>();

  /** Whether anybody hears what is published. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  publish(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls the listener with each event from now on, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
