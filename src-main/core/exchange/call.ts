import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import {
  ClientGoneError,
  UpstreamFailure,
  UpstreamTimeoutError,
  connectionFailure,
} from './upstream-failure.ts';
import { relayedAnswerHeaders, type HeaderFields } from './headers.ts';

/** One HTTP call to an upstream. */
export interface UpstreamCall {
  provider: string;
  dispatcher: Dispatcher;
  method: 'GET' | 'POST';
  url: string;
  headers: HeaderFields;
  body?: Uint8Array | string;
  /** Milliseconds until the first byte of the answer's body, and between any two chunks of it. */
  limits: { firstByteMs: number; idleMs: number };
  /** Aborted when nobody wants the answer any more. */
  signal: AbortSignal;
}

/** An upstream's answer whose body is still on its way. */
export interface UpstreamAnswer {
  status: number;
  /** What may be passed on: hop-by-hop fields, cookies and the like are gone. */
  headers: HeaderFields;
  /** The body's bytes, decompressed; throws RequestError kinds: UpstreamTimeoutError, ClientGoneError, a broken connection. */
  chunks: AsyncGenerator<Uint8Array, void, void>;
}

/** Makes a call; throws UpstreamFailure for what goes wrong on the way and ClientGoneError once the signal fires. */
export async function callUpstream(call: UpstreamCall): Promise<UpstreamAnswer> {
  if (call.signal.aborted) throw new ClientGoneError();
  const { origin, host, pathname, search } = new URL(call.url);
  const deadline = new Deadline(call);
  try {
    const { statusCode, headers, body } = await call.dispatcher.request({
      origin,
      path: pathname + search,
      method: call.method,
      headers: call.headers,
      ...(call.body === undefined ? {} : { body: call.body }),
      signal: deadline.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const encoding = headers['content-encoding'];
    const bytes = decompressed(body, typeof encoding === 'string' ? encoding : 'identity');
    return {
      status: statusCode,
      headers: relayedAnswerHeaders(headers),
      chunks: read(bytes, host, deadline, call),
    };
  } catch (error) {
    deadline.end();
    throw deadline.reasonOr(error, host);
  }
}

async function* read(
  bytes: Readable,
  host: string,
  deadline: Deadline,
  call: UpstreamCall,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const chunk of bytes) {
      // A client that reads slowly is no silence of the upstream's: while a chunk is out, no time counts.
      deadline.pause();
      yield chunk;
      deadline.extend(call.limits.idleMs);
    }
  } catch (error) {
    const reason = deadline.reasonOr(error, host);
    throw reason instanceof UpstreamFailure ? reason.shown : reason;
  } finally {
    deadline.end();
    bytes.destroy();
  }
}

/** One timer for the whole call: first the limit for the first byte, then the limit between chunks. */
class Deadline {
  readonly #abort = new AbortController();
  readonly #call: UpstreamCall;
  readonly #onClientGone = (): void => {
    clearTimeout(this.#timer);
    this.#abort.abort(new ClientGoneError());
  };
  #timer: NodeJS.Timeout;
  #isFirst = true;
  #isPaused = false;

  constructor(call: UpstreamCall) {
    this.#call = call;
    call.signal.addEventListener('abort', this.#onClientGone, { once: true });
    this.#timer = setTimeout(
      () => this.#expire(`sent no first byte within ${call.limits.firstByteMs} ms`),
      call.limits.firstByteMs,
    );
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  pause(): void {
    this.#isPaused = true;
  }

  extend(idleMs: number): void {
    this.#isPaused = false;
    if (!this.#isFirst) {
      this.#timer.refresh();
      return;
    }
    this.#isFirst = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#expire(`sent nothing for ${idleMs} ms`), idleMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#call.signal.removeEventListener('abort', this.#onClientGone);
  }

  /** Why the call ended: our own reason if we ended it, else what the connection threw, made readable. */
  reasonOr(error: unknown, host: string): Error {
    const reason: unknown = this.#abort.signal.aborted ? this.#abort.signal.reason : error;
    return reason instanceof ClientGoneError ? reason : connectionFailure(this.#call.provider, host, reason);
  }

  #expire(what: string): void {
    if (this.#isPaused) this.#timer.refresh();
    else this.#abort.abort(new UpstreamTimeoutError(`${this.#call.provider} ${what}`));
  }
}

/** Upstreams are asked for plain bytes; the few that compress all the same are understood. */
function decompressed(body: Readable, encoding: string): Readable {
  const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
    zstd: createZstdDecompress,
  };
  const decoder = decoders[encoding.toLowerCase()]?.();
  if (decoder === undefined) return body;
  body.on('error', (error) => decoder.destroy(error));
  decoder.on('close', () => body.destroy());
  return body.pipe(decoder);
}
