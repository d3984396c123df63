import type { ServerResponse } from 'node:http';
import type { HeaderFields } from './headers.ts';
import { ClientGoneError } from './upstream-failure.ts';

/** The client's side of an exchange: notices when the client leaves, and keeps it awake while the upstream is silent. */
export class ClientStream {
  readonly #response: ServerResponse;
  readonly #tap: ((bytes: Uint8Array | string) => void) | undefined;
  readonly #abort = new AbortController();
  #pinger: NodeJS.Timeout | undefined;
  #pending = '';

  /** `tap` hears what is sent, pings apart. */
  constructor(response: ServerResponse, tap?: (bytes: Uint8Array | string) => void) {
    this.#response = response;
    this.#tap = tap;
    response.on('close', () => {
      clearTimeout(this.#pinger);
      if (!response.writableFinished) this.#abort.abort(new ClientGoneError());
    });
    if (response.destroyed) this.#abort.abort(new ClientGoneError());
  }

  /** Fires when the client closes the connection before its answer is whole. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Fires the signal after so many milliseconds, unless the returned function is called before. */
  abortAfter(ms: number): () => void {
    const timer = setTimeout(() => this.#abort.abort(new ClientGoneError()), ms);
    return () => clearTimeout(timer);
  }

  get hasBegun(): boolean {
    return this.#response.headersSent;
  }

  /** Sends status and headers, once. */
  begin(status: number, headers: HeaderFields): void {
    if (this.#response.headersSent) return;
    this.#response.writeHead(status, headers);
  }

  /**
   * Sends a ping of the client's protocol whenever nothing was sent for `afterMs`, also before the answer begins: then it begins with
   * `headers()`. So whatever else is written must end with an event's end.
   */
  keepAwake(afterMs: number, ping: string, headers: () => HeaderFields): void {
    clearTimeout(this.#pinger);
    this.#pinger = setTimeout(() => {
      this.begin(200, headers());
      this.#response.write(ping);
      this.#pinger?.refresh();
    }, afterMs);
    this.#pinger.unref();
  }

  /** Sends bytes as they are; resolves when there is room for more. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#pinger?.refresh();
    this.#tap?.(bytes);
    if (!this.#response.write(bytes)) await this.#drained();
  }

  /** Sends text, together with whatever else is written in the same turn of the event loop. */
  async writeText(text: string): Promise<void> {
    if (this.#pending === '') {
      this.#pinger?.refresh();
      process.nextTick(() => this.#flush());
    }
    this.#tap?.(text);
    this.#pending += text;
    if (this.#response.writableNeedDrain) await this.#drained();
  }

  /** Ends the answer, with its last bytes if there are any. */
  end(last?: Uint8Array | string): void {
    clearTimeout(this.#pinger);
    this.#flush();
    if (last === undefined) {
      this.#response.end();
      return;
    }
    this.#tap?.(last);
    this.#response.end(last);
  }

  #flush(): void {
    if (this.#pending === '' || this.#response.destroyed) return;
    this.#response.write(this.#pending);
    this.#pending = '';
  }

  async #drained(): Promise<void> {
    if (this.#response.destroyed) throw new ClientGoneError();
    await new Promise<void>((resolve, reject) => {
      const gone = (): void => reject(new ClientGoneError());
      this.signal.addEventListener('abort', gone, { once: true });
      this.#response.once('drain', () => {
        this.signal.removeEventListener('abort', gone);
        resolve();
      });
    });
  }
}
