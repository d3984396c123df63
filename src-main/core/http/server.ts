import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import express, { type Express } from 'express';
import { RequestError } from '../errors.ts';
import { serveApi } from './api-routes.ts';
import type { HttpContext } from './context.ts';
import { createDrain } from './drain.ts';
import { answerErrors } from './errors.ts';
import { serveGateway } from './gateway.ts';
import { checkAddress } from './guard.ts';
import { servePages, setBrowserHeaders } from './pages.ts';

/** The port is in use; another program, or another Signalbox, listens there. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly host: string;
  readonly port: number;
  constructor(host: string, port: number, options?: ErrorOptions) {
    super(
      `port ${port} is taken: stop what listens there, or choose another with --port or server.port`,
      options,
    );
    this.host = host;
    this.port = port;
  }
}

/** The server that clients and pages speak to. */
export interface HttpServer {
  /** Listens and resolves to its address, `http://host:port`; port 0 takes a free one. Throws {@link PortTakenError}. */
  listen(host: string, port: number): Promise<string>;
  /** Takes no more requests, lets running answers finish for at most `drainMs`, then cuts them off. */
  close(options: { drainMs: number }): Promise<void>;
}

export interface HttpServerOptions extends HttpContext {
  /** How often a silent event stream says that it is alive. */
  keepAliveMs?: number;
}

/** Makes the server; it listens once it is told to. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const app = express();
  // Both time limits are on requests alone: an answer may take as long as it takes.
  const server = createServer(
    { headersTimeout: 60_000, requestTimeout: 300_000, keepAliveTimeout: 65_000 },
    app,
  );
  const drain = createDrain(server);
  let boundHost = '';

  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.use((request, response, next) => {
    drain.watch(response);
    checkAddress(request.headers, boundHost, options.api.config.current().server.allowedHosts);
    if (drain.closing.aborted) {
      response.setHeader('connection', 'close');
      throw new RequestError('overloaded', 'Signalbox is stopping', { status: 503 });
    }
    next();
  });
  servePaths(app, options, drain.closing);

  return {
    async listen(host, port) {
      boundHost = host;
      await listening(server, host, port);
      const address = server.address();
      const boundPort = address !== null && typeof address === 'object' ? address.port : port;
      return `http://${isIPv6(host) ? `[${host}]` : host}:${boundPort}`;
    },
    close: ({ drainMs }) => drain.close(drainMs),
  };
}

function servePaths(
  app: Express,
  { keepAliveMs = 15_000, ...context }: HttpServerOptions,
  closing: AbortSignal,
): void {
  serveGateway(app, context);
  app.use(setBrowserHeaders);
  serveApi(app, context, { closing, keepAliveMs });
  servePages(app, context);
  app.use(({ method, path }) => {
    throw new RequestError('not-found', `${method} ${path} is not served here`);
  });
  app.use(answerErrors(context));
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new PortTakenError(host, port, { cause: error }) : error;
  }
}
