import { RequestError } from '../../errors.ts';

/** A foreign config cannot be read: the message names the file and the place, and never quotes what stands there. */
export class ImportError extends RequestError {
  override readonly name = 'ImportError';

  constructor(place: string, problem: string, options?: ErrorOptions) {
    super('invalid-request', `${place}: ${problem}`, options);
  }
}
