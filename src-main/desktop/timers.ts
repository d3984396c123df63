/** The clock and the timers of the real world. */
export const timers = {
  /** Milliseconds that only grow. */
  now: (): number => performance.now(),
  /** Calls once after so many milliseconds, until the returned function is called. */
  after(ms: number, call: () => void): () => void {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  /** Calls again and again after so many milliseconds, until the returned function is called. */
  every(ms: number, call: () => void): () => void {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
};
/** The clock and the timers, which tests move by hand. */
export type Timers = typeof timers;
