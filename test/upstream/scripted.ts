import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Ends the connection where it stands, as a dying upstream does. */
export const breakOff: unique symbol = Symbol('break off');

/**
 * A part of an answer: bytes to send, something to wait for, or the connection's sudden end. Headers leave with the
 * first bytes; an empty string sends them alone.
 */
export type Piece = string | Uint8Array | (() => Promise<unknown>) | typeof breakOff;

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  pieces: readonly Piece[];
}

/** A request as the upstream got it. */
export interface RecordedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  /** The caller's own port, the same for calls over the same connection. */
  port: number | undefined;
  bytes: Buffer;
  /** The bytes as JSON, or null where they are none. */
  json: unknown;
  /** How the answer ended: sent whole, or cut because either side went away. */
  ended: Promise<'whole' | 'cut'>;
}

/** Says what to answer; `index` counts requests from 0. */
export type Script = (request: RecordedRequest, index: number) => Answer | Promise<Answer>;

export interface ScriptedUpstream extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  url: string;
  /** Every request so far, in order of arrival; may be emptied. */
  requests: RecordedRequest[];
}

/** Starts an HTTP server on a free loopback port that records each request and answers as the script says. */
export async function startUpstream(script: Script): Promise<ScriptedUpstream> {
  const requests: RecordedRequest[] = [];
  let count = 0;
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const bytes = await buffer(incoming);
    const request: RecordedRequest = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      port: incoming.socket.remotePort,
      bytes,
      json: readJson(bytes),
      ended: new Promise((resolve) => {
        response.once('close', () => resolve(response.writableFinished ? 'whole' : 'cut'));
      }),
    };
    requests.push(request);
    await send(response, await script(request, count++));
  };
  const server = createServer((incoming, response) => {
    // A script that throws, or a client that leaves before its request is whole, gets no answer.
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A whole JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    pieces: [JSON.stringify(body)],
  };
}

/** A stream of server-sent events, one piece each. */
export function eventStream(pieces: readonly Piece[]): Answer {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, pieces };
}

/** A piece that waits before what follows it. */
export function pause(delayMs: number): Piece {
  return () => new Promise((resolve) => setTimeout(resolve, delayMs));
}

/** The same answer, sent after a delay, headers and all. */
export function delayed(answer: Answer, delayMs: number): Answer {
  return { ...answer, pieces: [pause(delayMs), ...answer.pieces] };
}

/** The same answer, its connection cut after so many pieces. */
export function brokenAfter(answer: Answer, pieces: number): Answer {
  return { ...answer, pieces: [...answer.pieces.slice(0, pieces), breakOff] };
}

async function send(response: ServerResponse, { status, headers, pieces }: Answer): Promise<void> {
  response.writeHead(status, headers);
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (piece === breakOff) {
      response.destroy();
      return;
    }
    if (typeof piece === 'function') await piece();
    else if (piece.length === 0) response.flushHeaders();
    else await new Promise((resolve) => response.write(piece, resolve));
  }
  response.end();
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    // Not JSON: whoever cares reads the bytes.
    return null;
  }
}
