import { Worker } from 'node:worker_threads';

/** What the worker is asked. */
export interface TokenizerQuestion {
  id: number;
  texts: readonly string[];
  /** Milliseconds since the epoch, after which nobody waits for the answer any more. */
  deadlineMs: number;
}

/** What the worker answers: a count for each text, null for those that it had no time for. */
export interface TokenizerAnswer {
  id: number;
  counts: readonly (number | null)[];
}

export interface TokenizerThreadOptions {
  /** Milliseconds without a question after which the thread stops. */
  idleMs: number;
  /** Milliseconds after which a question is answered with what is known. */
  limitMs: number;
  /** Told when the thread fails; it starts again with the next question. */
  onError: (error: Error) => void;
}

type Settle = (counts: readonly (number | null)[]) => void;

/** The entries of the build lie in one folder with the worker; from source it is TypeScript. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './tokenizer-worker.ts' : './tokenizer-worker.js',
  import.meta.url,
);

/** Owns the tokenizer's thread, which starts with the first question and stops when idle. */
export class TokenizerThread {
  readonly #options: TokenizerThreadOptions;
  readonly #waiting = new Map<number, Settle>();
  #worker: Worker | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: TokenizerThreadOptions) {
    this.#options = options;
  }

  /** Whether the thread, and with it about 100 MB, is there. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** Questions that are not answered yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** A count for each text, null where time ran out or the thread failed; never rejects. */
  async count(texts: readonly string[]): Promise<readonly (number | null)[]> {
    if (this.#isClosed) return texts.map(() => null);
    const { limitMs } = this.#options;
    this.#lastId += 1;
    const question: TokenizerQuestion = { id: this.#lastId, texts, deadlineMs: Date.now() + limitMs };
    clearTimeout(this.#idleTimer);
    this.#worker ??= this.#start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(question);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle({ id: question.id, counts: [] }), limitMs);
      this.#waiting.set(question.id, (counts) => {
        clearTimeout(timer);
        resolve(texts.map((_, index) => counts[index] ?? null));
      });
    });
  }

  /** Ends the thread; whoever waits is answered with what is known. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop();
  }

  #start(): Worker {
    const worker = new Worker(workerUrl, { execArgv: [], stdin: false });
    worker.unref();
    worker.on('message', (answer: TokenizerAnswer) => this.#settle(answer));
    worker.on('error', this.#options.onError);
    worker.on('exit', () => {
      if (this.#worker === worker) void this.#stop();
    });
    return worker;
  }

  #settle({ id, counts }: TokenizerAnswer): void {
    this.#waiting.get(id)?.(counts);
    this.#waiting.delete(id);
    if (this.#waiting.size > 0 || this.#isClosed) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => void this.#stop(), this.#options.idleMs).unref();
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    for (const id of this.#waiting.keys()) this.#settle({ id, counts: [] });
    clearTimeout(this.#idleTimer);
    await worker?.terminate();
  }
}
