/** The keys of one provider, taken in turn; one that was refused or throttled rests while others serve. */
export class KeyRing {
  readonly #keys: readonly string[];
  readonly #now: () => number;
  readonly #restsUntilMs = new Map<string, number>();
  #turn = 0;

  constructor(keys: readonly string[], now: () => number) {
    this.#keys = keys;
    this.#now = now;
  }

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  /** The next key that does not rest; when all rest, the one that wakes first. Undefined without keys. */
  take(): string | undefined {
    return this.takeAwake() ?? [...this.#keys].sort((a, b) => this.#wakesAt(a) - this.#wakesAt(b))[0];
  }

  /** The next key that does not rest; undefined where all rest or there are none. */
  takeAwake(): string | undefined {
    const now = this.#now();
    for (let step = 0; step < this.#keys.length; step += 1) {
      const index = (this.#turn + step) % this.#keys.length;
      const key = this.#keys[index];
      if (key === undefined || this.#wakesAt(key) > now) continue;
      this.#turn = index + 1;
      return key;
    }
    return undefined;
  }

  /** Lets a key rest for so many milliseconds and says whether another one is awake. */
  rest(key: string, durationMs: number): boolean {
    const now = this.#now();
    this.#restsUntilMs.set(key, now + durationMs);
    return this.#keys.some((other) => this.#wakesAt(other) <= now);
  }

  #wakesAt(key: string): number {
    return this.#restsUntilMs.get(key) ?? 0;
  }
}
