/** What a command could not do, in words that say what to do instead; it ends the program with its code. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: 1 | 2;
  /** 2 for a command line that cannot be read, 1 for everything else. */
  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
