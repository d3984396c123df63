import type { Attempt } from '../../contract/requests.ts';
import { UpstreamFailure } from './upstream-failure.ts';

export interface AttemptLogOptions {
  /** Milliseconds since the request came. */
  elapsedMs: () => number;
  mask: (text: string) => string;
}

const longestError = 500;

/** The attempts of one request in their order, and the targets that were passed over without being asked. */
export class AttemptLog {
  readonly #options: AttemptLogOptions;
  readonly #attempts: Attempt[] = [];
  /** The attempt whose end is not known yet. */
  #open: { target: string; startMs: number } | undefined;
  #lastFailure: unknown;

  constructor(options: AttemptLogOptions) {
    this.#options = options;
  }

  /** Runs an attempt: one that succeeds lasts until the answer ends. */
  async attempt<Result>(target: string, run: () => Promise<Result>): Promise<Result> {
    this.#open = { target, startMs: this.#options.elapsedMs() };
    const mine = this.#open;
    try {
      return await run();
    } catch (error) {
      // What the client's leave ends, or a fault of ours, ends the whole request.
      const isOwn = error instanceof UpstreamFailure && this.#open === mine;
      if (isOwn) this.#close(error.shown.status, error.message);
      this.#lastFailure = error;
      throw error;
    }
  }

  /** Takes note of why a target does not answer, unless that is the failure of an attempt that is noted already. */
  passedOver(target: string, error: unknown): void {
    if (error === this.#lastFailure || !(error instanceof UpstreamFailure)) return;
    this.#add({ target, startMs: this.#options.elapsedMs(), totalMs: 0 }, error.shown.status, error.message);
  }

  /** Ends the attempt that is under way, if one is, with the request's own outcome; answers all of them. */
  end(status: number, error: string | null): readonly Attempt[] {
    this.#close(status, error);
    return this.#attempts;
  }

  #close(status: number, error: string | null): void {
    if (this.#open === undefined) return;
    const { startMs } = this.#open;
    this.#add({ ...this.#open, totalMs: this.#options.elapsedMs() - startMs }, status, error);
    this.#open = undefined;
  }

  #add(times: Pick<Attempt, 'target' | 'startMs' | 'totalMs'>, status: number, error: string | null): void {
    const masked = error === null ? null : this.#options.mask(error).slice(0, longestError);
    this.#attempts.push({ ...times, status, error: masked });
  }
}
